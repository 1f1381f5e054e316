using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Interceptors;
using NrmPortal.Data.Jobs;
using Npgsql;

namespace NrmPortal.Data;

public static class ServiceCollectionExtensions
{
    /// <summary>Registers the database under the application role, encryption, audit and accounts.</summary>
    /// <param name="connectionString">The application role's; the owner's is never registered.</param>
    public static IServiceCollection AddPortalData(this IServiceCollection services, string connectionString)
    {
        connectionString = ShortWaits(connectionString);
        services.AddSingleton(new PortalConnection(connectionString));
        services.AddScoped<CurrentActor>();
        services.AddScoped<SightInterceptor>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<CaseNumbers>();
        services.AddScoped<Statistics>();
        services.AddSingleton<ClockBooks>();
        services.AddScoped<PostOffice>();
        services.AddSingleton<NameTokens>();
        services.AddSingleton(s => new KeyRing(connectionString, s.GetRequiredService<IDataProtectionProvider>(), s.GetRequiredService<TimeProvider>()));
        services.AddDbContext<PortalDbContext>((s, options) => Configure(options.AddInterceptors(s.GetRequiredService<SightInterceptor>()), connectionString));
        services.AddDataProtection().SetApplicationName("nrm-portal").AddKeyManagementOptions(o => o.XmlRepository = new ProtectionKeys(connectionString));
        services.AddIdentity<PortalUser, IdentityRole<Guid>>(AccountRules).AddUserStore<SealedTokenStore>()
            .AddRoleStore<NoRoles>().AddDefaultTokenProviders().AddTokenProvider<OnceOnlyAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        return services;
    }

    private static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString).UseSnakeCaseNamingConvention()
            .AddInterceptors(SealingInterceptor.Instance, OpeningInterceptor.Instance, GiverNames.Instance, SealedQueryGuard.Instance, ChangeRecorder.Instance);

    // A page that the database does not answer says so soon. What the connection string states itself stands.
    private static string ShortWaits(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ShouldSerialize("Timeout")) given.Timeout = 5;
        if (!given.ShouldSerialize("Command Timeout")) given.CommandTimeout = 10;
        return given.ConnectionString;
    }

    private static void AccountRules(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = false;
        options.Password.RequiredLength = 12;
        // Length, not composition (NIST SP 800-63B): a sentence is easier to keep than a riddle.
        options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireDigit = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}

/// <summary>
/// The connection string of the application role, for what the server needs before a page does (keys, health): that does not
/// wait until the model of the whole database is built.
/// </summary>
public sealed record PortalConnection(string Text);

/// <summary>Roles come from memberships; Identity's own role store is never asked.</summary>
internal sealed class NoRoles : IRoleStore<IdentityRole<Guid>>
{
    public Task<IdentityResult> CreateAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> UpdateAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> DeleteAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<string> GetRoleIdAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<string?> GetRoleNameAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetRoleNameAsync(IdentityRole<Guid> role, string? roleName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<string?> GetNormalizedRoleNameAsync(IdentityRole<Guid> role, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetNormalizedRoleNameAsync(IdentityRole<Guid> role, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityRole<Guid>?> FindByIdAsync(string roleId, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityRole<Guid>?> FindByNameAsync(string normalizedRoleName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public void Dispose() { }
}
