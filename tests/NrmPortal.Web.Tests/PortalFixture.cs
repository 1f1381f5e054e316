using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>One running portal on one database for a test class.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    public Portal Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Portal = await Portal.StartAsync();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
