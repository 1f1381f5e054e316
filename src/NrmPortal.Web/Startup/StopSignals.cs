using System.Runtime.InteropServices;

namespace NrmPortal.Web.Startup;

/// <summary>
/// Ctrl-C, termination and a closed terminal, from the first moment: the host itself listens only once it runs, and by
/// then a private server may already have been started.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            registrations.Add(PosixSignalRegistration.Create(signal, Stop));
    }

    public CancellationToken Token => source.Token;

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        // Off the signal's thread: what is cancelled may take its time.
        _ = source.CancelAsync();
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }
}
