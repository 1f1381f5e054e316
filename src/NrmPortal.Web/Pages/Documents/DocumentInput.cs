using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Documents;
using NrmPortal.Web.Access;
using NrmPortal.Web.Documents;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Documents;

/// <summary>What is typed beside a file.</summary>
public sealed class DocumentInput
{
    public Section? Section { get; set; }
    public DocumentKind? Kind { get; set; }
    public string? Title { get; set; }

    internal void Check(ModelStateDictionary state, IStringLocalizer<DocumentPages> texts)
    {
        if (Section is null || !DocumentKinds.Sections.Contains(Section.Value)) state.AddModelError("Input.Section", texts["Need.Section"]);
        if (Kind is null || !Enum.IsDefined(Kind.Value) || DocumentKinds.IsIssued(Kind.Value)) state.AddModelError("Input.Kind", texts["Need.Kind"]);
        if (Kind is { } kind && DocumentKinds.IsOfHealth(kind) && Section is { } section && section != Domain.Access.Section.Health) state.AddModelError("Input.Section", texts["Health.Section"]);
        if (string.IsNullOrWhiteSpace(Title)) state.AddModelError("Input.Title", texts["Need.Title"]);
        else if (Title.Length > 200) state.AddModelError("Input.Title", texts["TooLong", 200]);
    }

    /// <summary>What is wrong with the file, beside its field.</summary>
    internal static void CheckFile(ModelStateDictionary state, StagedUpload upload, IStringLocalizer<DocumentPages> texts, FormAnswers answers)
    {
        if (upload.Fault is { } fault) state.AddModelError("File", answers.Text(fault));
        else if (upload.File is null) state.AddModelError("File", texts["Need.File"]);
    }

    /// <summary>The sections this role reads, of those that have papers.</summary>
    public static IEnumerable<Section> SectionsFor(Role role) => DocumentKinds.Sections.Where(s => SectionGrants.Has(role, s));

    /// <summary>How large a file is, for readers.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1024.0 / 1024.0:0.0} MB";
}
