using System.Text.RegularExpressions;

namespace NrmPortal.Web.Mail;

/// <summary>
/// Where a letter's link leads. The page of a notice may name what is done about the person (a child, an accused, somebody who
/// goes home): a letter leads to the case, the task, the referral, the transfer or the sitting, and the portal's own list of
/// notices leads on. What is not known here leads to that list.
/// </summary>
internal static partial class LetterLink
{
    private const string Notices = "notifications";

    [GeneratedRegex(@"^/(?<plain>cases/[A-Z0-9-]+/tasks/[0-9a-f-]{36}|cases/[A-Z0-9-]+|referrals/[A-Z0-9-]+|transfers/[0-9a-f-]{36}|identification/sittings/[0-9a-f-]{36})(?=[/?#]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    public static Uri To(Uri portal, string path) => new(portal, Plain().Match(path) is { Success: true } m ? m.Groups["plain"].Value : Notices);
}
