using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>What a person can be referred to: every kind, who receives it, and whether DATIP looks at it first.</summary>
[CaseAction(CaseAction.Refer)]
public sealed class KindsModel(CurrentCase current) : PageModel
{
    public Case Case => current.Value;

    /// <summary>Child protection is for a child, or somebody not shown to be an adult.</summary>
    public IEnumerable<ReferralKindRule> Kinds => ReferralKinds.All.Where(k => k.Kind != ReferralKind.ChildProtection || Case.IsTreatedAsChild);
}
