using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Mappings;

internal sealed class EscalationMapping : IEntityTypeConfiguration<Escalation>
{
    public void Configure(EntityTypeBuilder<Escalation> builder)
    {
        builder.ToTable("escalations");
        builder.Property(e => e.Clock).HasMaxLength(40);
        // Each rung once, whatever number of nodes climb.
        builder.HasIndex(e => new { e.SubjectId, e.Clock, e.StartedAt, e.Percent, e.Told, e.Role }).IsUnique().AreNullsDistinct(false);
        builder.HasIndex(e => new { e.ToUnitId, e.At });
        builder.HasIndex(e => new { e.ToMembershipId, e.At });
        builder.HasIndex(e => new { e.ToAgency, e.Role, e.At });
    }
}
