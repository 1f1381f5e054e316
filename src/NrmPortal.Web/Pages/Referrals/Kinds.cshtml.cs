using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>What a person can be referred to: every kind, who receives it, and whether DATIP looks at it first.</summary>
[CaseAction(CaseAction.Refer)]
public sealed class KindsModel(CurrentCase current, CurrentActor actor) : PageModel
{
    public Case Case => current.Value;

    /// <summary>Child protection is for a child, or somebody not shown to be an adult; a shelter for victims is not asked at another pathway.</summary>
    public IEnumerable<ReferralKindRule> Kinds => ReferralKinds.All.Where(k => (k.Kind != ReferralKind.ChildProtection || Case.IsTreatedAsChild) && (Case.MayAskForAPlace || !k.TakesPlace));

    /// <summary>A hospital is no user of the portal: what it needs is given to it, and asked after.</summary>
    public string? Hospital => Case.Can(CaseAction.Disclose, actor.Required.Role) ? $"/cases/{Case.Number}/disclosures/new?to={OutsideRecipient.Hospital}" : null;

    /// <summary>The case's province office is the one that would receive it: it goes to the hospital itself.</summary>
    public bool IsTheirs(ReferralKindRule kind) => kind.Kind == ReferralKind.Health && Hospital is not null && actor.Required.UnitId == Case.ProvinceOfficeId;
}
