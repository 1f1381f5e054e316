using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;

namespace NrmPortal.Data.Mappings;

internal sealed class PanelMapping : IEntityTypeConfiguration<Sitting>, IEntityTypeConfiguration<Panel>, IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Sitting> builder)
    {
        builder.ToTable("sittings");
        builder.Property(s => s.Place).HasMaxLength(200);
        builder.Property(s => s.Link).HasMaxLength(500);
        builder.HasIndex(s => new { s.ProvinceCode, s.StartsAt });
        builder.Ignore(s => s.IsCancelled);
        builder.Ignore(s => s.IsHeld);
    }

    public void Configure(EntityTypeBuilder<Panel> builder)
    {
        builder.ToTable("panels");
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
        builder.HasOne<Sitting>().WithMany().HasForeignKey(p => p.SittingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Seats).WithOne().HasForeignKey(s => s.PanelId);
        builder.HasMany(p => p.Opinions).WithOne().HasForeignKey(o => o.PanelId);
        builder.HasIndex(p => new { p.CaseId, p.Round }).IsUnique();
        builder.HasOne(p => p.Replacement).WithOne().HasForeignKey<PanelReplacement>(r => r.Id);
        builder.Ignore(p => p.IsOpen);
        builder.Ignore(p => p.IsHeld);
    }

    public void Configure(EntityTypeBuilder<Seat> builder)
    {
        builder.ToTable("seats");
        // One person has one voice, whatever memberships they hold.
        builder.HasIndex(s => new { s.PanelId, s.UserId }).IsUnique();
        builder.HasIndex(s => s.MembershipId);
        // Whoever reads a seat reads whether its holder came: the quorum rests on it.
        builder.HasOne(s => s.Attendance).WithOne().HasForeignKey<Attendance>(a => a.Id);
        builder.Navigation(s => s.Attendance).AutoInclude();
        builder.Ignore(s => s.HasConflict);
        builder.Ignore(s => s.IsAbsent);
    }
}

internal sealed class SittingMappings : IEntityTypeConfiguration<SittingChange>, IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<SittingChange> builder)
    {
        builder.ToTable("sitting_changes");
        builder.Property(c => c.WasPlace).HasMaxLength(200);
        builder.Property(c => c.WasLink).HasMaxLength(500);
        builder.HasOne<Sitting>().WithMany().HasForeignKey(c => c.SittingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.SittingId);
    }

    public void Configure(EntityTypeBuilder<Attendance> builder) => builder.ToTable("attendances");
}

internal sealed class OpinionMappings : IEntityTypeConfiguration<Opinion>, IEntityTypeConfiguration<IndicatorMark>
{
    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.ToTable("opinions");
        builder.HasIndex(o => o.SeatId).IsUnique();
        builder.HasMany(o => o.Marks).WithOne().HasForeignKey(m => m.OpinionId);
        builder.HasMany(o => o.Versions).WithOne().HasForeignKey(v => v.OpinionId);
        builder.Ignore(o => o.Differing);
        builder.Ignore(o => o.Before);
        builder.Ignore(o => o.Latest);
        builder.Ignore(o => o.Statement);
    }

    public void Configure(EntityTypeBuilder<IndicatorMark> builder)
    {
        builder.ToTable("indicator_marks");
        builder.Property(m => m.Code).HasMaxLength(20);
        builder.HasIndex(m => new { m.OpinionId, m.Code }).IsUnique();
    }
}

internal sealed class VersionMappings : IEntityTypeConfiguration<OpinionVersion>, IEntityTypeConfiguration<VersionMark>
{
    public void Configure(EntityTypeBuilder<OpinionVersion> builder)
    {
        builder.ToTable("opinion_versions");
        builder.HasIndex(v => new { v.OpinionId, v.Number }).IsUnique();
        builder.HasMany(v => v.Marks).WithOne().HasForeignKey(m => m.VersionId);
        builder.Ignore(v => v.Statement);
    }

    public void Configure(EntityTypeBuilder<VersionMark> builder)
    {
        builder.ToTable("opinion_version_marks");
        builder.Property(m => m.Code).HasMaxLength(20);
        builder.HasIndex(m => new { m.VersionId, m.Code }).IsUnique();
    }
}

internal sealed class DecisionMappings : IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<DecisionLetter>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decisions");
        // One decision a panel: of two at once the second fails.
        builder.HasIndex(d => d.PanelId).IsUnique();
        builder.HasIndex(d => d.CaseId);
        builder.HasMany(d => d.Answers).WithOne().HasForeignKey(a => a.DecisionId);
        builder.HasMany(d => d.Letters).WithOne().HasForeignKey(l => l.DecisionId);
        builder.Ignore(d => d.IsFinal);
    }

    public void Configure(EntityTypeBuilder<DecisionLetter> builder)
    {
        builder.ToTable("decision_letters");
        builder.Property(l => l.Language).HasMaxLength(8);
        builder.Property(l => l.WordsLanguage).HasMaxLength(8);
        builder.HasIndex(l => new { l.DecisionId, l.Language, l.WordsLanguage }).IsUnique();
        builder.Ignore(l => l.IsUntranslated);
    }
}

internal sealed class TellingMappings : IEntityTypeConfiguration<PanelReplacement>, IEntityTypeConfiguration<DecisionTelling>
{
    public void Configure(EntityTypeBuilder<PanelReplacement> builder) => builder.ToTable("panel_replacements");

    public void Configure(EntityTypeBuilder<DecisionTelling> builder)
    {
        builder.ToTable("decision_tellings");
        builder.Property(t => t.Language).HasMaxLength(8);
        builder.HasOne<Decision>().WithMany().HasForeignKey(t => t.DecisionId);
        builder.HasIndex(t => t.CaseId);
        builder.Ignore(t => t.IsTold);
    }
}

internal sealed class IdentificationPartMappings :
    IEntityTypeConfiguration<DissentAnswer>, IEntityTypeConfiguration<PanelMinutes>, IEntityTypeConfiguration<ConflictOfInterest>, IEntityTypeConfiguration<ReviewRequest>
{
    public void Configure(EntityTypeBuilder<DissentAnswer> builder) => builder.ToTable("dissent_answers");

    public void Configure(EntityTypeBuilder<PanelMinutes> builder)
    {
        builder.ToTable("panel_minutes");
        builder.HasOne<Panel>().WithMany().HasForeignKey(m => m.PanelId);
    }

    public void Configure(EntityTypeBuilder<ConflictOfInterest> builder)
    {
        builder.ToTable("conflicts_of_interest");
        builder.HasOne<Seat>().WithOne().HasForeignKey<ConflictOfInterest>(c => c.Id);
    }

    public void Configure(EntityTypeBuilder<ReviewRequest> builder)
    {
        builder.ToTable("review_requests");
        builder.HasOne<Decision>().WithMany().HasForeignKey(r => r.DecisionId);
        builder.HasIndex(r => r.CaseId);
    }
}
