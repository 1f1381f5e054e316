using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Justice;

namespace NrmPortal.Data.Mappings;

internal sealed class JusticeMappings :
    IEntityTypeConfiguration<PoliceCase>, IEntityTypeConfiguration<Charge>, IEntityTypeConfiguration<Suspect>, IEntityTypeConfiguration<LegalStep>,
    IEntityTypeConfiguration<CourtDate>, IEntityTypeConfiguration<Verdict>, IEntityTypeConfiguration<ProsecutorNote>, IEntityTypeConfiguration<CompensationTelling>, IEntityTypeConfiguration<LegalStrike>,
    IEntityTypeConfiguration<PoliceCaseMove>
{
    public void Configure(EntityTypeBuilder<PoliceCase> builder)
    {
        Part(builder, "police_cases");
        builder.Ignore(p => p.IsLive).Ignore(p => p.Counts);
    }

    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        Part(builder, "charges");
        builder.Property(c => c.Offence).HasMaxLength(40);
        // Nothing is corrected twice: the second corrects the correction.
        builder.HasOne<Charge>().WithMany().HasForeignKey(c => c.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.CorrectsId).IsUnique();
        builder.HasOne<PoliceCase>().WithMany().HasForeignKey(c => c.PoliceCaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Suspect>().WithMany().HasForeignKey(c => c.SuspectId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Suspect> builder)
    {
        Part(builder, "suspects");
        builder.Property<long[]>(GiverNames.Column);
        builder.HasOne<Suspect>().WithMany().HasForeignKey(s => s.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.CorrectsId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LegalStrike> builder)
    {
        Part(builder, "legal_strikes");
        // Nothing is struck out twice.
        builder.HasIndex(s => s.EntryId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PoliceCaseMove> builder)
    {
        Part(builder, "police_case_moves");
        builder.Property(m => m.On).HasColumnName("moved_on");
        builder.HasOne<PoliceCase>().WithMany().HasForeignKey(m => m.PoliceCaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LegalStep> builder)
    {
        Part(builder, "legal_steps");
        builder.Property(s => s.On).HasColumnName("happened_on");
        builder.HasOne<PoliceCase>().WithMany().HasForeignKey(s => s.PoliceCaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalStep>().WithMany().HasForeignKey(s => s.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.CorrectsId).IsUnique();
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
        builder.HasOne<Verdict>().WithMany().HasForeignKey(v => v.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => v.CorrectsId).IsUnique();
        // Of those that stand one a court (verdicts_stand_once).
        builder.HasIndex(v => new { v.ChargeId, v.Court });
    }

    public void Configure(EntityTypeBuilder<ProsecutorNote> builder) => Part(builder, "prosecutor_notes");

    public void Configure(EntityTypeBuilder<CompensationTelling> builder)
    {
        Part(builder, "compensation_tellings");
        builder.Property(t => t.On).HasColumnName("told_on");
        builder.Property(t => t.Language).HasMaxLength(20);
        builder.HasOne<CompensationTelling>().WithMany().HasForeignKey(t => t.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.CorrectsId).IsUnique();
    }

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
