using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>Whether the person was told of the right to compensation, by whom, and the way to the form.</summary>
/// <param name="Form">Null: the reader does not tell.</param>
public sealed record ToldSheet(IReadOnlyList<CompensationTelling> Tellings, IReadOnlyDictionary<Guid, string> People, string? Form)
{
    public static ToldSheet Empty { get; } = new([], new Dictionary<Guid, string>(), null);

    internal static async Task<ToldSheet> OfAsync(PortalDbContext db, Case subject, Actor by)
    {
        var tellings = await LegalFile.TellingsAsync(db, subject.Id);
        return new ToldSheet(tellings, await ChildFile.PeopleAsync(db, tellings.Select(t => t.ByUserId)), subject.Can(CaseAction.TellCompensationRight, by.Role) ? $"/cases/{subject.Number}/legal/compensation-right" : null);
    }
}
