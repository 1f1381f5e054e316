using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
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
        builder.HasMany(t => t.Words).WithOne().HasForeignKey(w => w.TaskId);
        builder.Property(t => t.AnsweredBy).HasMaxLength(60);
        builder.Property(t => t.About).HasMaxLength(60);
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

internal sealed class NoticeReadMapping : IEntityTypeConfiguration<NoticeRead>
{
    public void Configure(EntityTypeBuilder<NoticeRead> builder)
    {
        builder.ToTable("notice_reads");
        builder.HasKey(r => new { r.NoticeId, r.UserId });
        builder.HasOne<Notice>().WithMany().HasForeignKey(r => r.NoticeId);
    }
}

internal sealed class TaskPartMappings : IEntityTypeConfiguration<TaskHandover>, IEntityTypeConfiguration<ShiftHandover>, IEntityTypeConfiguration<ShiftItem>, IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<TaskHandover> builder)
    {
        builder.ToTable("task_handovers");
        builder.HasOne<CaseTask>().WithMany().HasForeignKey(h => h.TaskId);
    }

    public void Configure(EntityTypeBuilder<ShiftHandover> builder)
    {
        builder.ToTable("shift_handovers");
        builder.HasMany(h => h.Items).WithOne().HasForeignKey(i => i.HandoverId);
        builder.HasIndex(h => new { h.UnitId, h.At });
    }

    public void Configure(EntityTypeBuilder<ShiftItem> builder)
    {
        builder.ToTable("shift_items");
        builder.HasOne<Case>().WithMany().HasForeignKey(i => i.CaseId);
        builder.HasOne<CaseTask>().WithMany().HasForeignKey(i => i.TaskId);
        builder.HasIndex(i => new { i.UnitId, i.AcknowledgedAt });
    }

    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absences");
        builder.HasIndex(a => a.CoverMembershipId);
        builder.HasIndex(a => a.MembershipId);
    }
}

internal sealed class NumberMessageMapping : IEntityTypeConfiguration<NumberMessage>
{
    public void Configure(EntityTypeBuilder<NumberMessage> builder)
    {
        builder.ToTable("number_messages");
        // No key to a case: a number that names none is kept all the same.
        builder.Property(m => m.Number).HasMaxLength(40);
        builder.HasIndex(m => m.CaseId);
    }
}

internal sealed class MessageMappings : IEntityTypeConfiguration<CaseMessage>, IEntityTypeConfiguration<MessageRead>
{
    public void Configure(EntityTypeBuilder<CaseMessage> builder)
    {
        builder.ToTable("case_messages");
        builder.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId);
        builder.HasOne<CaseMessage>().WithMany().HasForeignKey(m => m.ReplyToId);
        builder.HasIndex(m => new { m.CaseId, m.At });
        builder.Property(m => m.ToUnitIds).HasColumnType("uuid[]").HasConversion(
            v => v.ToArray(),
            v => v,
            new ValueComparer<IReadOnlyList<Guid>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), v => v.Count, v => v));
    }

    public void Configure(EntityTypeBuilder<MessageRead> builder)
    {
        builder.ToTable("message_reads");
        builder.HasOne<CaseMessage>().WithMany().HasForeignKey(r => r.MessageId);
        builder.HasIndex(r => new { r.MessageId, r.UserId }).IsUnique();
    }
}
