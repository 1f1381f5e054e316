using System.Globalization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Web.Startup;

/// <summary>Every configuration key the portal reads, once; <c>docs/configuration.md</c> is printed from here.</summary>
public sealed partial class PortalSettings(IConfiguration configuration, IHostEnvironment environment)
{
    public static IReadOnlyList<(string Key, string Default, string Meaning)> Keys { get; } =
    [
        ("urls", "`http://localhost:5080`", "Addresses the portal listens on (`--urls`, `ASPNETCORE_URLS`)."),
        ("environment", "`Production`; `Development` by `dotnet run`", "`--environment` or `ASPNETCORE_ENVIRONMENT`."),
        ("ConnectionStrings:Portal", "private PostgreSQL", "Application role `nrm_app`. Required in Production. May not own tables, bypass row security or set `No Reset On Close`."),
        ("ConnectionStrings:Owner", "made in private mode", "Role `nrm_owner`; used for migrations only, then closed. Without it the portal starts only on a database of its own version."),
        ("ConnectionStrings:Worker", "made in private mode", "Role `nrm_worker` of the jobs: limits climb the ladder, offers and consents end, letters go out, statistics are published and audit heads sealed. Required in Production, and with `Mail:Host` beside `ConnectionStrings:Portal`; a node for development without it runs no job."),
        ("Portal:DataFolder", "`.data` at the repository root", "Private database and uploads."),
        ("Portal:DocumentsFolder", "beside `Portal:DataFolder`, with `-documents`", "Encrypted documents. Several nodes share one folder; back it up with the database."),
        ("Portal:Chromium", "searched", "Chromium, Chrome or Edge that prints documents as PDF. Otherwise the first in `PATH`, then the one of the browser tests. Without any, documents are filed and not issued."),
        ("Portal:ChromiumSandbox", "true", "Whether that browser runs in its own sandbox. False in the container image, where the container takes its place; never used by `root`, to whom the browser refuses it."),
        ("Documents:MaxMegabytes", "25", "The largest file that is taken in, from 1 to 100."),
        ("Portal:PostgresBin", "searched", "Folder of `initdb`, `pg_ctl` and `postgres` (15 to 18) for the private server. Otherwise the newest below `/usr/lib/postgresql`, `PATH`, then the npm package."),
        ("Portal:Demo", "true in Development", "Loads demonstration accounts and the story; refused in Production."),
        ("Portal:Clock", "the real time", "Development only: the portal starts at this instant (ISO 8601) and goes on from there."),
        ("Portal:PublicUrl", "none", "Address under which people open the portal; letters and the codes on documents link there. Required with `Mail:Host` and in Production, where it is https."),
        ("Mail:Host", "none", "Mail server (SMTP). Without it no e-mail is sent and notices are read in the portal. Needs `ConnectionStrings:Worker`."),
        ("Mail:Port", "587; 465 with `Tls`", "Port of the mail server."),
        ("Mail:Security", "`StartTls`", "`StartTls`, `Tls` (from the first byte) or `None`; with a password never `None` in Production."),
        ("Mail:User", "none", "Account at the mail server; with `Mail:Password` or not at all."),
        ("Mail:Password", "none", "Password of that account."),
        ("Mail:Authority", "those the machine trusts", "PEM file with the certificate of the authority behind the mail server's certificate, for an office with an authority of its own."),
        ("Mail:From", "none", "Sender of the letters: an address, or `Name <address>`. Required with `Mail:Host`."),
        ("Mail:Attempts", "12", "How often a letter is tried before it is given up and shown to the system administrator; the waits double from a minute up to four hours."),
        ("Mail:LeaseSeconds", "120", "After so long without a sign a node that holds a letter counts as dead."),
        ("Keys:Certificate", "none", "PKCS#12 file whose key wraps the keys in the database. Required in Production; the command `create-certificate` makes one. Lost file: sealed names and texts are lost."),
        ("Keys:CertificatePassword", "none", "Password of that file."),
        ("Security:RequireSecondFactor", "true outside Development", "People without a second factor must set one up before they work."),
        ("Security:SessionHours", "12", "A sign-in ends so many hours after it began, however busy; it ends after eight idle hours anyway. Ours: no public source fixes it."),
        ("Consent:RenewDays", "7", "So many days before a consent runs out the people of the case are asked to ask the person again. The number is ours, no rule of law; 0 asks nobody."),
        ("Directory:AssuranceDays", "180", "An entry of the directory that its office has not assured for so many days is marked, and its keepers are asked on their start page. The number is ours."),
        ("Identification:DecidingRole", "`CompetentAuthority`", "The role whose seat on a panel decides; one with the permission `mdt.decide`."),
        ("Identification:OpinionsNeeded", "2", "Opinions that make a quorum of the MDT; a member with a conflict of interest does not count."),
        ("Identification:AgenciesNeeded", "2", "Different agencies these opinions must come from."),
        ("Identification:OpinionsHidden", "true", "Until the decision, opinions are read only by the authority who decides and by members whose own is in; by nobody else, whatever office. Applies to panels convened from then on."),
        ("Identification:ChildNeedsCompulsion", "true", "Whether s.6/1 needs a method of compulsion for a child too. Awaits legal confirmation."),
        ("Identification:ReviewByAnother", "true", "A review is decided by another person than those who made a final decision on the case before. Applies to panels convened from then on."),
        ("Identification:AbsentOpinionsCount", "false", "Whether the written opinion of a member whom the attendance list calls absent counts to the quorum. Awaits legal confirmation."),
    ];

    public bool IsDevelopment => environment.IsDevelopment();
    public bool IsProduction => environment.IsProduction();

    public string? AppConnection => Text("ConnectionStrings:Portal");
    public string? OwnerConnection => Text("ConnectionStrings:Owner");
    public string? WorkerConnection => Text("ConnectionStrings:Worker");
    public string? PostgresBin => Text("Portal:PostgresBin");
    public string? KeyCertificate => Text("Keys:Certificate");
    public string? KeyCertificatePassword => Text("Keys:CertificatePassword");
    public bool IsDemo => Flag("Portal:Demo", environment.IsDevelopment());
    public bool RequireSecondFactor => Flag("Security:RequireSecondFactor", !environment.IsDevelopment());
    public TimeSpan SessionLasts => TimeSpan.FromHours(Number("Security:SessionHours", least: 1, otherwise: 12));
    public Role DecidingRole => Text("Identification:DecidingRole") is not { } text ? Role.CompetentAuthority
        : Enum.TryParse<Role>(text, out var role) && RoleGrants.Has(role, Permission.MdtDecide) ? role
        : throw new UnsafeConfigurationException($"Identification:DecidingRole is no role that may decide: {text}");

    /// <summary>The rules of the MDT's panels.</summary>
    public MdtRules Mdt => new(OpinionsNeeded, Number("Identification:AgenciesNeeded", least: 1, otherwise: 2),
        Flag("Identification:OpinionsHidden", true), Flag("Identification:ChildNeedsCompulsion", true), Flag("Identification:AbsentOpinionsCount", false),
        Flag("Identification:ReviewByAnother", true));

    /// <summary>In days before the end of a consent.</summary>
    public int ConsentRenewDays => Number("Consent:RenewDays", least: 0, otherwise: 7);

    /// <summary>For so long an office's word in the directory counts as fresh.</summary>
    public int AssuranceDays => Number("Directory:AssuranceDays", least: 1, otherwise: 180);

    private int OpinionsNeeded => Number("Identification:OpinionsNeeded", least: 1, otherwise: 2);

    /// <summary>Where the web project's packages are; the npm PostgreSQL is looked for there.</summary>
    public string WebRoot => environment.ContentRootPath;

    public string DataFolder => Text("Portal:DataFolder") ?? Path.Combine(RepositoryRoot(), ".data");

    public string DocumentsFolder => Text("Portal:DocumentsFolder") ?? DataFolder.TrimEnd('/') + "-documents";

    public string? Chromium => Text("Portal:Chromium");

    public bool ChromiumSandbox => Flag("Portal:ChromiumSandbox", true);

    public int DocumentMegabytes => Number("Documents:MaxMegabytes", least: 1, otherwise: 25) is var most and <= 100 ? most
        : throw new UnsafeConfigurationException("Documents:MaxMegabytes is more than 100.");

    public long DocumentBytes => DocumentMegabytes * 1024L * 1024L;

    public DateTimeOffset? Clock
    {
        get
        {
            if (!environment.IsDevelopment() || Text("Portal:Clock") is not { } text) return null;
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
                : throw new UnsafeConfigurationException($"Portal:Clock is no ISO 8601 instant: {text}");
        }
    }

    /// <summary>What can be told from the settings alone, before anything is started.</summary>
    /// <exception cref="UnsafeConfigurationException">The portal refuses to start; the message says why.</exception>
    public void RefuseUnsafe()
    {
        _ = (Clock, RequireSecondFactor, IsDemo, Mdt, DecidingRole, SessionLasts, ConsentRenewDays, AssuranceDays, Mail, DocumentMegabytes, Site, ChromiumSandbox);
        RefuseMalformedAddresses();
        SafeRole.RefuseUnsafeText(AppConnection, "ConnectionStrings:Portal");
        SafeRole.RefuseUnsafeText(WorkerConnection, "ConnectionStrings:Worker");
        SafeRole.RefuseUnsafeText(OwnerConnection, "ConnectionStrings:Owner");
        RefuseDemoInProduction();
        if (KeyCertificate is { } file) KeyProtection.Load(file, KeyCertificatePassword).Dispose();
        if (AppConnection is not null && WorkerConnection is null && Mail is not null)
            throw new UnsafeConfigurationException("ConnectionStrings:Worker is missing: letters are carried by the jobs, and would wait for ever.");
        if (!IsProduction) return;
        if (AppConnection is null) throw new UnsafeConfigurationException("ConnectionStrings:Portal is missing: the private PostgreSQL is for development and demonstration.");
        if (KeyCertificate is null) throw new UnsafeConfigurationException("Keys:Certificate is missing: without it the keys of sealed names and texts would lie open in the database. The command create-certificate makes one.");
        if (WorkerConnection is null) throw new UnsafeConfigurationException("ConnectionStrings:Worker is missing: without the jobs no limit climbs the ladder and no consent or offer ends.");
        if (Site is null) throw new UnsafeConfigurationException("Portal:PublicUrl is missing: the codes on documents would lead to whatever host a request names.");
    }

    /// <exception cref="UnsafeConfigurationException">Demonstration accounts were asked for in Production.</exception>
    public void RefuseDemoInProduction()
    {
        if (IsProduction && IsDemo) throw new UnsafeConfigurationException("Portal:Demo is on in Production: demonstration accounts have a published password.");
    }

    private void RefuseMalformedAddresses()
    {
        foreach (var address in (Text("urls") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                _ = BindingAddress.Parse(address);
            }
            catch (FormatException)
            {
                throw new UnsafeConfigurationException($"urls holds what is no address: {address}");
            }
        }
    }

    private int Number(string key, int least, int otherwise) => Text(key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new UnsafeConfigurationException($"{key} is no whole number from {least} on: {text}");

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private bool Flag(string key, bool otherwise) => Text(key) is not { } text ? otherwise
        : bool.TryParse(text, out var value) ? value
        : throw new UnsafeConfigurationException($"{key} is neither true nor false: {text}");

    private string RepositoryRoot()
    {
        for (var at = new DirectoryInfo(environment.ContentRootPath); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NrmPortal.sln"))) return at.FullName;
        }

        return environment.ContentRootPath;
    }
}
