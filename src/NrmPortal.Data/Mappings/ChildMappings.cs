using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Mappings;

internal sealed class ChildMappings :
    IEntityTypeConfiguration<BestInterests>, IEntityTypeConfiguration<Guardian>, IEntityTypeConfiguration<DcyInvolvement>,
    IEntityTypeConfiguration<AgeAssessment>, IEntityTypeConfiguration<ChildInterview>, IEntityTypeConfiguration<NonPunishment>, IEntityTypeConfiguration<OfficeAnswer>
{
    public void Configure(EntityTypeBuilder<BestInterests> builder)
    {
        Part(builder, "best_interests");
        builder.PrimitiveCollection(b => b.Factors).ElementType(e => e.HasConversion<string>());
    }

    public void Configure(EntityTypeBuilder<Guardian> builder)
    {
        Part(builder, "guardians");
        builder.Property<long[]>(GiverNames.Column);
        builder.Ignore(g => g.MayAct);
    }

    public void Configure(EntityTypeBuilder<DcyInvolvement> builder) => Part(builder, "dcy_involvements");

    public void Configure(EntityTypeBuilder<AgeAssessment> builder)
    {
        Part(builder, "age_assessments");
        builder.Ignore(a => a.EighteenOn);
        builder.PrimitiveCollection(a => a.Methods).ElementType(e => e.HasConversion<string>());
    }

    public void Configure(EntityTypeBuilder<ChildInterview> builder) => Part(builder, "child_interviews");

    public void Configure(EntityTypeBuilder<NonPunishment> builder)
    {
        Part(builder, "non_punishments");
        builder.Ignore(n => n.IsOpen);
        builder.Ignore(n => n.Differs);
        builder.Ignore(n => n.Awaited);
        builder.HasMany(n => n.Answers).WithOne().HasForeignKey(a => a.NonPunishmentId);
    }

    public void Configure(EntityTypeBuilder<OfficeAnswer> builder) => Part(builder, "non_punishment_answers");

    private static void Part<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
    }
}
