using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Mappings;

internal sealed class HouseMappings : IEntityTypeConfiguration<ShelterRoom>, IEntityTypeConfiguration<RulesExplained>, IEntityTypeConfiguration<Belonging>, IEntityTypeConfiguration<ExitNote>
{
    public void Configure(EntityTypeBuilder<ShelterRoom> builder) => OfAStay(builder, "shelter_rooms");

    public void Configure(EntityTypeBuilder<RulesExplained> builder)
    {
        OfAStay(builder, "rules_explained");
        builder.Property(r => r.Language).HasMaxLength(20);
        builder.Property(r => r.On).HasColumnName("explained_at");
    }

    public void Configure(EntityTypeBuilder<Belonging> builder) => OfAStay(builder, "belongings");

    public void Configure(EntityTypeBuilder<ExitNote> builder)
    {
        OfAStay(builder, "exit_notes");
        builder.HasIndex(n => n.PlacementId).IsUnique();
    }

    private static void OfAStay<T>(EntityTypeBuilder<T> builder, string table) where T : class
    {
        builder.ToTable(table);
        builder.HasOne<Case>().WithMany().HasForeignKey("CaseId");
        builder.HasOne<Placement>().WithMany().HasForeignKey("PlacementId").OnDelete(DeleteBehavior.Restrict);
    }
}
