using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Work;

namespace NrmPortal.Data.Mappings;

internal sealed class TaskWordsMapping : IEntityTypeConfiguration<TaskWords>
{
    public void Configure(EntityTypeBuilder<TaskWords> builder)
    {
        builder.ToTable("task_words");
        builder.HasOne<Case>().WithMany().HasForeignKey(w => w.CaseId);
    }
}
