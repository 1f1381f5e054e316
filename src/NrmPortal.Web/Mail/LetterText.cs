using System.Globalization;
using Microsoft.Extensions.Localization;
using MimeKit;
using NrmPortal.Data.Jobs;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Mail;

/// <summary>
/// A letter in its receiver's language: what kind of notice, the number, the link. Mail crosses networks and lies in inboxes
/// that the portal does not guard, so nothing else of a case is ever in it.
/// </summary>
public sealed class LetterText(IStringLocalizer<Letters> letters)
{
    public MimeMessage Write(Letter letter, MailSettings settings)
    {
        var message = In(letter.Language, () => new MimeMessage([settings.From], [MailboxAddress.Parse(letter.Address)], Subject(letter), new TextPart("plain")
        {
            Text = Body(letter, settings.PublicUrl),
            ContentTransferEncoding = ContentEncoding.Base64,
        }));
        // Made of the row, so that a letter that should ever come twice is known as one.
        message.MessageId = $"{letter.Id:N}@{settings.PublicUrl.Host}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        return message;
    }

    private string Subject(Letter letter) => letter.IsDigest ? letters["Subject.Digest", letter.Lines.Count]
        : letters["Subject", What(letter.Lines[0]), letter.Lines[0].Number];

    private string Body(Letter letter, Uri portal)
    {
        var lines = letter.Lines.SelectMany(l => new[] { What(l), l.Number, LetterLink.To(portal, l.Path).ToString(), "" }).Where((l, i) => l.Length > 0 || i % 4 == 3);
        return string.Join("\r\n", [.. lines, letters["Nothing"], letters["Settings"], new Uri(portal, "account/notifications").ToString(), ""]);
    }

    // Of what sort, no more: which task, which limit or which alarm says something of the person.
    private string What(LetterLine line) => letters[$"About.{Sort(Enum.Parse<NoticeCode>(line.Code))}"];

    private static string Sort(NoticeCode code) => code switch
    {
        NoticeCode.TaskGiven or NoticeCode.TaskHandedOver or NoticeCode.ReferralReceived => "Task",
        NoticeCode.MessageWritten => "Message",
        NoticeCode.MdtConvened or NoticeCode.MdtMoved or NoticeCode.MdtCancelled or NoticeCode.MdtReplaced or NoticeCode.MdtEnded or NoticeCode.MdtCaseMoved => "Meeting",
        NoticeCode.ClockEscalated or NoticeCode.BrokenGlass or NoticeCode.ProsecutedWithoutPermission or NoticeCode.CustodyAgain or NoticeCode.CustodyCorrected or NoticeCode.CustodyTakenOver or NoticeCode.HeldElsewhere or NoticeCode.LeftElsewhere
            or NoticeCode.QuorumLost or NoticeCode.MdtConvenedAnew or NoticeCode.StayAlarm or NoticeCode.SharedOverRefusal or NoticeCode.StayGroundEnded or NoticeCode.GuardianCleared
            or NoticeCode.MayNotAnswer or NoticeCode.ReferralUrgent => "Alarm",
        _ => "News",
    };

    private static T In<T>(string language, Func<T> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
