using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>Whether the person was told of the right to compensation, by whom, and the way to the form.</summary>
/// <param name="Form">Null: the reader does not tell.</param>
public sealed record ToldSheet(LegalTrack Track, IReadOnlyDictionary<Guid, string> People, string? Form)
{
    public static ToldSheet Empty { get; } = new(LegalTrack.Empty, new Dictionary<Guid, string>(), null);

    internal static async Task<ToldSheet> OfAsync(PortalDbContext db, Case subject, Actor by, LegalTrack? known = null)
    {
        var track = known ?? LegalTrack.Empty with { Tellings = await LegalFile.TellingsAsync(db, subject.Id), Strikes = await LegalFile.StrikesAsync(db, subject.Id) };
        return new ToldSheet(track, await ChildFile.PeopleAsync(db, track.Tellings.Select(t => t.ByUserId)), subject.Can(CaseAction.TellCompensationRight, by.Role) ? $"/cases/{subject.Number}/legal/compensation-right" : null);
    }
}
