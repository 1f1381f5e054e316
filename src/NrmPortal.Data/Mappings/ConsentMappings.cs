using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Data.Interceptors;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Mappings;

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.ControllerUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.Sections).IsSections();
        builder.Property(c => c.NoticeVersion).HasMaxLength(20);
        builder.Property(c => c.NoticeHash).HasMaxLength(64);
        builder.HasOne<Guardian>().WithMany().HasForeignKey(c => c.GuardianId).OnDelete(DeleteBehavior.Restrict);
        builder.Property<long[]>(GiverNames.Column);
        builder.Property<long[]>(GiverNames.TakerColumn);
        builder.Ignore(c => c.To);
    }
}

internal sealed class DisclosureMapping : IEntityTypeConfiguration<Disclosure>
{
    public void Configure(EntityTypeBuilder<Disclosure> builder)
    {
        builder.ToTable("disclosures");
        builder.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId);
        builder.HasOne<Consent>().WithMany().HasForeignKey(d => d.ConsentId);
        builder.Property(d => d.Sections).IsSections();
        builder.Ignore(d => d.IsToTell);
    }
}

/// <summary>Section names as a text array, so that the database's own rules can read them.</summary>
internal static class SectionLists
{
    public static void IsSections(this PropertyBuilder<IReadOnlyList<Section>> property) => property.HasColumnType("text[]").HasConversion(
        v => v.Select(s => s.ToString()).ToArray(),
        v => v.Select(Enum.Parse<Section>).ToArray(),
        new ValueComparer<IReadOnlyList<Section>>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), v => v.Count, v => v));
}
