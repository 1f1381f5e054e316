using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain.Documents;

namespace NrmPortal.Web.Pages;

/// <summary>Whether a printed document is genuine: its kind, number, day and agency, never a word of whom it is about.</summary>
[AllowAnonymous]
public sealed class VerifyModel(PortalDbContext db) : PageModel
{
    public sealed record Found(string Kind, string Number, DateTimeOffset IssuedAt, string AgencyTh, string AgencyEn, byte[] Sha256, DateTimeOffset? WithdrawnAt);

    /// <summary>Null for every code that is none, however it looks.</summary>
    public Found? Document { get; private set; }

    public DocumentKind Kind => Enum.Parse<DocumentKind>(Document!.Kind);

    public async Task OnGetAsync(string code)
    {
        Response.Headers.CacheControl = "no-store";
        Document = (await db.Database.SqlQuery<Found>($"select kind, number, issued_at, agency_th, agency_en, sha256, withdrawn_at from verify_document({code})").ToListAsync()).FirstOrDefault();
    }
}
