using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Mappings;

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(n => n.Path).HasMaxLength(200);
        builder.Property(n => n.Parameters).IsParameters();
        builder.HasIndex(n => new { n.ToUnitId, n.At });
        builder.HasIndex(n => new { n.ToMembershipId, n.At });
        builder.HasIndex(n => new { n.ToAgency, n.ToRole, n.At });
    }
}

internal sealed class CaseTaskMapping : IEntityTypeConfiguration<CaseTask>
{
    public void Configure(EntityTypeBuilder<CaseTask> builder)
    {
        builder.ToTable("tasks");
        builder.Ignore(t => t.IsOpen);
        builder.HasIndex(t => t.CaseId);
        builder.HasIndex(t => new { t.ToUnitId, t.DoneAt, t.DueAt });
        builder.HasIndex(t => new { t.ToMembershipId, t.DoneAt, t.DueAt });
        builder.HasIndex(t => new { t.ToAgency, t.ToRole, t.DoneAt, t.DueAt });
    }
}

internal sealed class NoticePreferenceMapping : IEntityTypeConfiguration<NoticePreference>
{
    public void Configure(EntityTypeBuilder<NoticePreference> builder)
    {
        builder.ToTable("notice_preferences");
        // One choice a kind, and one for all the rest.
        builder.HasIndex(p => new { p.UserId, p.Code }).IsUnique().AreNullsDistinct(false);
    }
}
