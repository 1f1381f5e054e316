using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Data.Mappings;

internal sealed class JusticeMappings :
    IEntityTypeConfiguration<PoliceCase>, IEntityTypeConfiguration<Charge>, IEntityTypeConfiguration<Suspect>, IEntityTypeConfiguration<LegalStep>,
    IEntityTypeConfiguration<CourtDate>, IEntityTypeConfiguration<Verdict>, IEntityTypeConfiguration<ProsecutorNote>
{
    public void Configure(EntityTypeBuilder<PoliceCase> builder) => Part(builder, "police_cases");

    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        Part(builder, "charges");
        builder.Property(c => c.Offence).HasMaxLength(40);
        builder.HasOne<PoliceCase>().WithMany().HasForeignKey(c => c.PoliceCaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Suspect>().WithMany().HasForeignKey(c => c.SuspectId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Suspect> builder) => Part(builder, "suspects");

    public void Configure(EntityTypeBuilder<LegalStep> builder)
    {
        Part(builder, "legal_steps");
        builder.Property(s => s.On).HasColumnName("happened_on");
    }

    public void Configure(EntityTypeBuilder<CourtDate> builder)
    {
        Part(builder, "court_dates");
        builder.HasOne<CourtDate>().WithMany().HasForeignKey(d => d.MovedFromId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Verdict> builder)
    {
        Part(builder, "verdicts");
        builder.Property(v => v.On).HasColumnName("given_on");
        builder.HasOne<Charge>().WithMany().HasForeignKey(v => v.ChargeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.ChargeId, v.Court }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProsecutorNote> builder) => Part(builder, "prosecutor_notes");

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
