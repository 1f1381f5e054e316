using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Documents;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages.Compensation;

/// <summary>The book of a case as this reader may open it, and how its amounts are written.</summary>
public static class Book
{
    public static async Task<Ledger> OfAsync(PortalDbContext db, Guid id) => new(
        await db.Claims.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.At).ToListAsync(),
        await db.MoneyEntries.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.At).ToListAsync());

    /// <summary>The rates of the Fund, of one benefit where it is named.</summary>
    public static async Task<FundRates> RatesAsync(PortalDbContext db, string? benefit = null) =>
        new(await db.FundRates.AsNoTracking().Where(r => benefit == null || r.Benefit == benefit).ToListAsync());
    /// <summary>Those that this reader may open, newest first.</summary>
    public static async Task<IReadOnlyList<Document>> DocumentsAsync(PortalDbContext db, Guid id) =>
        await db.Documents.AsNoTracking().Where(d => d.CaseId == id).OrderByDescending(d => d.At).ToListAsync();

    /// <summary>What an entry may rest on.</summary>
    public static IReadOnlyList<SelectListItem> Choices(IEnumerable<Document> documents, string none) =>
        [new SelectListItem(none, ""), .. documents.Where(d => !d.IsWithdrawn).Select(d => new SelectListItem($"{d.Number} · {d.Title?.Open()}", $"{d.Id}"))];

    /// <summary>Baht, always with the satang.</summary>
    public static string Baht(decimal amount) => Amounts.Write(amount);

    /// <summary>The kind of a claim, and of the Fund's what it is for.</summary>
    public static string NameOf(Claim claim, Words words) => words.Of(claim.Kind) + (FundBenefit.Of(claim.Benefit) is { } benefit ? ": " + Languages.Pick(benefit.LabelTh, benefit.LabelEn) : "");

    /// <summary>Whether the role writes such an entry at all; the stage is the flow table's to say.</summary>
    public static bool Writes(Role role, ClaimKind kind, MoneyFact fact) => NrmFlow.Rows.Any(r => r.Action == Claim.ActionOf(kind, fact) && RoleGrants.Has(role, r.Permission));
}
