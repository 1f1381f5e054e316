using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Pages.Cases;

namespace NrmPortal.Web.Pages.Endings;

/// <summary>Of which case this one is a duplicate: a link, which stands for those alone who see both. The closure and the history name no other case.</summary>
public sealed partial class ClosureModel
{
    /// <summary>Whether the form asks for the number of the other case.</summary>
    public bool MayNameDuplicate => Case.Can(CaseAction.LinkCase, actor.Required.Role);

    /// <summary>Some proposal says that this case should not have been: the links are where a reader looks for the other.</summary>
    public bool MayBeDuplicate => Closures.Any(c => c.Reason == ClosureReason.RecordedInError);

    private async Task NameDuplicateAsync()
    {
        if (string.IsNullOrWhiteSpace(Input.OtherNumber) || !MayNameDuplicate) return;
        var (other, at) = (await db.CaseToLinkAsync(Input.OtherNumber), clock.GetUtcNow());
        var links = await db.Links.Where(l => l.CaseId == Case.Id || l.OtherCaseId == Case.Id).ToListAsync();
        // Proposed a second time, it is named already.
        if (links.Any(l => l.EndedAt is null && l.Kind == CaseLinkKind.Duplicate && l.IsOf(other.Id))) return;
        // The summary is read with the plan alone; a link by whoever sees both cases.
        db.Add(Case.LinkTo(Guid.CreateVersion7(at), other, CaseLinkKind.Duplicate, SealedText.Of(texts["Duplicate.Reason"].Value), links, actor.Required, at));
        await audit.Case(other.Id, "change", "/Endings/Closure");
    }
}
