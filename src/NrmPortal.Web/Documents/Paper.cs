using NrmPortal.Domain.Documents;

namespace NrmPortal.Web.Documents;

/// <summary>A document as it will be printed, all words already in its language.</summary>
/// <param name="Qr">Data address of the picture of the code that leads to <paramref name="VerifyUrl"/>.</param>
public sealed record Paper(
    DocumentKind Kind, string Language, string Number, string CaseNumber, string Agency, DateTimeOffset At, string VerifyUrl, string Qr, IReadOnlyList<PaperPart> Parts);

/// <summary>One part: a heading, labelled values, and text.</summary>
public sealed record PaperPart(string Heading, IReadOnlyList<(string Label, string Value)> Rows, params IReadOnlyList<string> Paragraphs);
