using NrmPortal.Web.Commands;
using NrmPortal.Web.Startup;

if (args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h")) return await Command.RunAsync(args);

return await PortalHost.RunAsync(args);
