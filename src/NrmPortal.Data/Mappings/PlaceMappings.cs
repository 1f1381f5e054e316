using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Directory;

namespace NrmPortal.Data.Mappings;

/// <summary>Official codes carry their parent: the database cuts it out, and its foreign key proves that the parent is there.</summary>
internal sealed class PlaceMappings : IEntityTypeConfiguration<District>, IEntityTypeConfiguration<Subdistrict>, IEntityTypeConfiguration<ProvinceNeighbour>
{
    public void Configure(EntityTypeBuilder<District> builder)
    {
        builder.ToTable("districts", t => t.HasCheckConstraint("ck_districts_code", "code ~ '^[0-9]{4}$'"));
        builder.HasKey(d => d.Code);
        builder.Property(d => d.Code).HasMaxLength(4);
        builder.Property(d => d.ProvinceCode).HasMaxLength(2).HasComputedColumnSql("left(code, 2)", stored: true);
        builder.HasOne<Province>().WithMany().HasForeignKey(d => d.ProvinceCode).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<Subdistrict> builder)
    {
        builder.ToTable("subdistricts", t => t.HasCheckConstraint("ck_subdistricts_code", "code ~ '^[0-9]{6}$' and postcode ~ '^[0-9]{5}$'"));
        builder.HasKey(s => s.Code);
        builder.Property(s => s.Code).HasMaxLength(6);
        builder.Property(s => s.Postcode).HasMaxLength(5);
        builder.Property(s => s.DistrictCode).HasMaxLength(4).HasComputedColumnSql("left(code, 4)", stored: true);
        builder.HasOne<District>().WithMany().HasForeignKey(s => s.DistrictCode).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ProvinceNeighbour> builder)
    {
        builder.ToTable("province_neighbours", t => t.HasCheckConstraint("ck_province_neighbours_once", "province < neighbour"));
        builder.HasKey(n => new { n.Province, n.Neighbour });
        builder.Property(n => n.Province).HasMaxLength(2);
        builder.Property(n => n.Neighbour).HasMaxLength(2);
        builder.HasOne<Province>().WithMany().HasForeignKey(n => n.Province).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Province>().WithMany().HasForeignKey(n => n.Neighbour).OnDelete(DeleteBehavior.NoAction);
    }
}
