using FluentValidation;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Directory;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Partners;

/// <summary>An entry as its keeper types it.</summary>
public sealed class EntryForm
{
    public EntryStatus Status { get; set; }
    public List<OfferedService> Services { get; set; } = [];
    public List<Accepted> Accepts { get; set; } = [];
    public List<string> Languages { get; set; } = [];
    public string? HoursTh { get; set; }
    public string? HoursEn { get; set; }
    public PointForm First { get; set; } = new();
    public PointForm Second { get; set; } = new();
    public PointForm Third { get; set; } = new();

    // Of a home, by those who may read it.
    public string? Address { get; set; }
    public string? District { get; set; }

    public static EntryForm Of(DirectoryEntry entry)
    {
        PointForm Point(int n) => n < entry.FocalPoints.Count ? PointForm.Of(entry.FocalPoints[n]) : new PointForm();
        return new()
        {
            Status = entry.Status,
            Services = [.. entry.Services],
            Accepts = [.. entry.Accepts],
            Languages = [.. entry.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            HoursTh = entry.HoursTh,
            HoursEn = entry.HoursEn,
            First = Point(0),
            Second = Point(1),
            Third = Point(2),
        };
    }

    public EntryTerms Terms() => new(Status, Services, Accepts, string.Join(' ', Languages), HoursTh!.Trim(), HoursEn!.Trim(),
        [.. new[] { First, Second, Third }.Where(p => !string.IsNullOrWhiteSpace(p.PostTh)).Select(p => p.Point())]);
}

/// <summary>A desk or post and how it is reached; without its name there is none.</summary>
public sealed class PointForm
{
    public string? PostTh { get; set; }
    public string? PostEn { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    internal static PointForm Of(FocalPoint point) => new() { PostTh = point.PostTh, PostEn = point.PostEn, Phone = point.Phone, Email = point.Email };

    internal FocalPoint Point() => new(PostTh!.Trim(), PostEn!.Trim(), Blank(Phone), Blank(Email));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed class PointValidator : AbstractValidator<PointForm>
{
    public PointValidator(IStringLocalizer<Common> common, IStringLocalizer<PartnerPages> texts)
    {
        RuleFor(f => f.PostTh).NotEmpty().When(f => !string.IsNullOrWhiteSpace(f.Phone + f.Email + f.PostEn)).WithMessage(common["Required.Of", texts["PostTh"].Value]).MaximumLength(200);
        RuleFor(f => f.PostEn).NotEmpty().When(f => !string.IsNullOrWhiteSpace(f.PostTh)).WithMessage(common["Required.Of", texts["PostEn"].Value]).MaximumLength(200);
        RuleFor(f => f.Phone).Matches("^[0-9 +()-]{3,30}$").When(f => !string.IsNullOrWhiteSpace(f.Phone)).WithMessage(texts["Phone.Wrong"]);
        RuleFor(f => f.Email).EmailAddress().When(f => !string.IsNullOrWhiteSpace(f.Email)).WithMessage(texts["Email.Wrong"]).MaximumLength(200);
    }
}

internal sealed class EntryValidator : AbstractValidator<EntryForm>
{
    public EntryValidator(IStringLocalizer<Common> common, IStringLocalizer<PartnerPages> texts, IReadOnlyCollection<string> languages, IReadOnlyCollection<string> districts, bool isHome)
    {
        RuleFor(f => f.Status).IsInEnum();
        RuleForEach(f => f.Services).IsInEnum();
        RuleForEach(f => f.Accepts).IsInEnum();
        RuleForEach(f => f.Languages).Must(languages.Contains).WithMessage(common["Required.Of", texts["Languages"].Value]);
        RuleFor(f => f.HoursTh).NotEmpty().WithMessage(common["Required.Of", texts["HoursTh"].Value]).MaximumLength(200);
        RuleFor(f => f.HoursEn).NotEmpty().WithMessage(common["Required.Of", texts["HoursEn"].Value]).MaximumLength(200);
        foreach (var point in new System.Linq.Expressions.Expression<Func<EntryForm, PointForm>>[] { f => f.First, f => f.Second, f => f.Third }) RuleFor(point).SetValidator(new PointValidator(common, texts));
        RuleFor(f => f.Address).MaximumLength(1000).NotEmpty().When(f => isHome && !string.IsNullOrWhiteSpace(f.District), ApplyConditionTo.CurrentValidator).WithMessage(common["Required.Of", texts["Address"].Value]);
        RuleFor(f => f.District).Must(d => string.IsNullOrEmpty(d) || districts.Contains(d)).WithMessage(common["Required.Of", texts["District"].Value]);
    }
}
