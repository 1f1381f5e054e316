using System.Globalization;
using NrmPortal.Domain;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Care;

/// <summary>Who saved another version of a plan after a form for the next one was opened: nothing of theirs is passed over unread.</summary>
/// <param name="People">By the account, as the version itself names its writer.</param>
public sealed record Later(IReadOnlyDictionary<Guid, string> People)
{
    public RefusedException Than(int version, DateTimeOffset at) =>
        new("plan.changed", version.ToString(CultureInfo.InvariantCulture), People.Values.FirstOrDefault() ?? "–", ThaiDates.Moment(at));
}
