using FluentValidation;

namespace NrmPortal.Web.Localisation;

/// <summary>Rules of forms whose words are the page's own: a chain of the library's rules would answer for all but its last in words of the library.</summary>
internal static class FormRules
{
    /// <summary>One of the choices that there are has been made.</summary>
    public static IRuleBuilderOptions<T, TChoice?> Chosen<T, TChoice>(this IRuleBuilder<T, TChoice?> rule) where TChoice : struct, Enum =>
        rule.Must(choice => choice is { } made && Enum.IsDefined(made));
}
