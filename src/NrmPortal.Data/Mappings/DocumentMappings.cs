using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Documents;

namespace NrmPortal.Data.Mappings;

internal sealed class DocumentMappings : IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<DocumentVersion>, IEntityTypeConfiguration<DocumentCopy>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.Property(d => d.Number).HasMaxLength(20);
        builder.Property(d => d.Language).HasMaxLength(5);
        builder.Property(d => d.VerifyCode).HasMaxLength(40);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => d.VerifyCode).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId);
        builder.HasMany(d => d.Versions).WithOne().HasForeignKey(v => v.DocumentId);
        builder.Ignore(d => d.IsIssued);
        builder.Ignore(d => d.IsWithdrawn);
    }

    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.ToTable("document_versions");
        builder.HasIndex(v => new { v.DocumentId, v.Number }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(v => v.CaseId);
    }

    public void Configure(EntityTypeBuilder<DocumentCopy> builder)
    {
        builder.ToTable("document_copies");
        builder.Property(c => c.Language).HasMaxLength(5);
        builder.HasIndex(c => new { c.DocumentId, c.At });
        builder.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
    }
}
