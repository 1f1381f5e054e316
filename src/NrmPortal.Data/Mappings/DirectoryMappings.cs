using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Mappings;

internal sealed class DirectoryMappings :
    IEntityTypeConfiguration<Province>, IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<Shelter>, IEntityTypeConfiguration<ShelterAddress>
{
    public void Configure(EntityTypeBuilder<Province> builder)
    {
        builder.ToTable("provinces");
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(2);
    }

    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("units");
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasOne<Province>().WithMany().HasForeignKey(u => u.ProvinceCode);
        builder.HasOne<District>().WithMany().HasForeignKey(u => u.DistrictCode);
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasOne(m => m.Unit).WithMany().HasForeignKey(m => m.UnitId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(m => m.UserId);
        builder.HasOne<Province>().WithMany().HasForeignKey(m => m.ProvinceCode);
        builder.HasIndex(m => m.UserId);
        builder.Ignore(m => m.IsLive);
    }

    public void Configure(EntityTypeBuilder<Shelter> builder)
    {
        builder.ToTable("shelters", t => t.HasCheckConstraint("ck_shelters_never_oversold", "occupied >= 0 and held >= 0 and out_of_use >= 0 and occupied + held + out_of_use <= places"));
        builder.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
        builder.HasIndex(s => s.UnitId).IsUnique();
        builder.HasMany(s => s.Pools).WithOne().HasForeignKey(p => p.ShelterId);
        builder.Property(s => s.Places).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        foreach (var counted in new[] { nameof(Shelter.Occupied), nameof(Shelter.Held), nameof(Shelter.OutOfUse) }) CapacityMappings.IsCountedByTheDatabase(builder.Property<int>(counted));
        builder.Ignore(s => s.Free);
        builder.Ignore(s => s.HasStated);
        builder.Property(s => s.AcceptsThai).HasDefaultValue(true);
        builder.Property(s => s.AcceptsForeign).HasDefaultValue(true);
    }

    public void Configure(EntityTypeBuilder<ShelterAddress> builder)
    {
        builder.ToTable("shelter_addresses");
        builder.HasOne<Shelter>().WithOne().HasForeignKey<ShelterAddress>(a => a.Id);
        builder.HasOne<District>().WithMany().HasForeignKey(a => a.DistrictCode);
    }
}

internal sealed class SecurityMappings : IEntityTypeConfiguration<NameToken>, IEntityTypeConfiguration<DataKey>, IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<NameToken> builder)
    {
        builder.ToTable("name_tokens");
        builder.HasKey(t => new { t.Token, t.CaseId, t.KeyId });
        builder.HasIndex(t => t.CaseId);
    }

    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("data_keys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audit_records");
        builder.Property(a => a.Id).UseIdentityAlwaysColumn();
        builder.Property(a => a.Details).HasColumnType("jsonb");
        builder.HasIndex(a => new { a.Chain, a.Sequence }).IsUnique();
        builder.HasIndex(a => new { a.UserId, a.AtMicros });
        builder.HasIndex(a => a.AtMicros);
    }
}

/// <summary>One audited act. Written only by the database function <c>audit_write</c>; hash-chained per case or per user.</summary>
public sealed class AuditRecord
{
    private AuditRecord() { }

    public long Id { get; private set; }

    /// <summary><c>case:{uuid}</c> or <c>user:{uuid}</c>.</summary>
    public string Chain { get; private set; } = "";
    public long Sequence { get; private set; }

    /// <summary>Microseconds since 1970 UTC: text forms of a time depend on session settings and would break the hash.</summary>
    public long AtMicros { get; private set; }
    public Guid? UserId { get; private set; }
    public Guid? MembershipId { get; private set; }
    public Guid? CaseId { get; private set; }

    /// <summary>read, list, search, change, denied, signin.</summary>
    public string Verb { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Details { get; private set; } = "{}";
    public byte[] PreviousHash { get; private set; } = [];
    public byte[] Hash { get; private set; } = [];
}
