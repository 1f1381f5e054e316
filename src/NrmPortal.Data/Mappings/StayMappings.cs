using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Mappings;

internal sealed class RiskMappings : IEntityTypeConfiguration<RiskAssessment>, IEntityTypeConfiguration<CaseWarning>, IEntityTypeConfiguration<WarningNote>
{
    public void Configure(EntityTypeBuilder<RiskAssessment> builder)
    {
        builder.ToTable("risk_assessments");
        builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        builder.ComplexProperty(r => r.Levels);
    }

    public void Configure(EntityTypeBuilder<CaseWarning> builder)
    {
        builder.ToTable("case_warnings");
        builder.HasOne<Case>().WithMany().HasForeignKey(w => w.CaseId);
        builder.Ignore(w => w.IsOfContact);
    }

    public void Configure(EntityTypeBuilder<WarningNote> builder)
    {
        builder.ToTable("warning_notes");
        builder.HasOne<Case>().WithMany().HasForeignKey(n => n.CaseId);
        builder.HasOne<CaseWarning>().WithOne().HasForeignKey<WarningNote>(n => n.Id);
    }
}
