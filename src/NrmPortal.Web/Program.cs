using NrmPortal.Web.Commands;
using NrmPortal.Web.Startup;

if (args.Length > 0 && !args[0].StartsWith('-')) return await Command.RunAsync(args);

return await PortalHost.RunAsync(args);
