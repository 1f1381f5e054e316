using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Consents;

/// <summary>What a share can rest on, offered as one choice: a live consent of the case, or a legal ground. Whether it covers the share is the domain's to say.</summary>
public sealed class ShareBases(PortalDbContext db, TimeProvider clock, IStringLocalizer<ConsentPages> texts, Words words)
{
    private const string ConsentMark = "c:", GroundMark = "g:";

    public async Task<IReadOnlyList<SelectListItem>> ConsentsAsync(Case subject, ConsentPurpose purpose)
    {
        var today = ThaiDay.Of(clock.GetUtcNow());
        return [.. (await AnswersAsync(subject.Id, purpose)).Where(c => c.IsLiveOn(today)).Select(c => new SelectListItem(
            texts["Basis.Consent", ThaiDates.Day(c.At), c.ExpiresOn is { } until ? ThaiDates.Day(until) : "–", string.Join(", ", c.Sections.Select(s => words.Of(s)))], ConsentMark + c.Id))];
    }

    /// <summary>Every answer for that purpose, newest first: a later no takes from an earlier yes.</summary>
    public Task<List<Consent>> AnswersAsync(Guid subject, ConsentPurpose purpose) =>
        db.Consents.AsNoTracking().Where(c => c.CaseId == subject && c.Purpose == purpose).OrderByDescending(c => c.At).ToListAsync();

    public async Task<IReadOnlyList<SelectListItem>> AllAsync(Case subject, ConsentPurpose purpose) =>
    [
        new SelectListItem(texts["Basis.Choose"], ""),
        .. await ConsentsAsync(subject, purpose),
        .. Grounds(LegalGrounds.For(Recipient.AnyThatHelps), subject),
    ];

    /// <summary>What the transfer of a case can rest on.</summary>
    public async Task<IReadOnlyList<SelectListItem>> ForOwnerAsync(Case subject) =>
    [
        new SelectListItem(texts["Basis.Choose"], ""),
        .. await ConsentsAsync(subject, ConsentPurpose.Referral),
        .. Grounds(LegalGrounds.For(Recipient.AnyThatHelps with { AsOwner = true }), subject),
    ];

    private IEnumerable<SelectListItem> Grounds(IEnumerable<string> grounds, Case subject) =>
        grounds.Where(g => g != LegalGrounds.ChildInterest || subject.IsTreatedAsChild).Select(g => new SelectListItem(texts["Basis.Ground", words.Ground(g)], GroundMark + g));

    /// <summary>The choice read back; a forged or stale one is neither, and the domain refuses it.</summary>
    public async Task<(Consent? Consent, string? Ground)> ReadAsync(Case subject, string? chosen)
    {
        if (chosen?.StartsWith(GroundMark, StringComparison.Ordinal) == true) return (null, chosen[GroundMark.Length..]);
        if (chosen?.StartsWith(ConsentMark, StringComparison.Ordinal) != true || !Guid.TryParse(chosen[ConsentMark.Length..], out var id)) return (null, null);
        return (await db.Consents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.CaseId == subject.Id), null);
    }
}
