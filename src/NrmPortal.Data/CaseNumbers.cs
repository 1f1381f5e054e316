using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;

namespace NrmPortal.Data;

/// <summary>Issues running numbers in the Buddhist year of the day in Thailand.</summary>
public sealed class CaseNumbers(PortalDbContext db)
{
    public Task<string> FirstContact(DateTimeOffset at) => Next("FC", at);
    public Task<string> Nrm(DateTimeOffset at) => Next("NRM", at);
    public Task<string> Screening(DateTimeOffset at) => Next("SCR", at);

    public async Task<string> Document(DateTimeOffset at)
    {
        var year = ThaiDay.BuddhistYear(at);
        return await db.Database.SqlQuery<string>($"select next_document_number({year}) as \"Value\"").SingleAsync();
    }

    private async Task<string> Next(string kind, DateTimeOffset at)
    {
        var year = ThaiDay.BuddhistYear(at);
        return await db.Database.SqlQuery<string>($"select next_number({kind}, {year}) as \"Value\"").SingleAsync();
    }
}
