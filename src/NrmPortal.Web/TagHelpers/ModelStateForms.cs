using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace NrmPortal.Web.TagHelpers;

internal static class ModelStateForms
{
    /// <summary>Drops what the binder says in its own words and keeps what was typed: the page says what is wrong in the reader's.</summary>
    public static void Forgive(this ModelStateDictionary state)
    {
        foreach (var entry in state.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }
    }
}
