using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NrmPortal.Domain;

namespace NrmPortal.Web.Localisation;

/// <summary>A whole number of a form, in Thai digits too. What is no number is left to the binder that says so.</summary>
internal sealed class ThaiNumberBinder(IModelBinder otherwise) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var given = context.ValueProvider.GetValue(context.ModelName);
        var typed = given.FirstValue;
        var read = ThaiDigits.Western(typed);
        if (string.Equals(read, typed, StringComparison.Ordinal) || !int.TryParse(read, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) return otherwise.BindModelAsync(context);
        context.ModelState.SetModelValue(context.ModelName, given);
        context.Result = ModelBindingResult.Success(number);
        return Task.CompletedTask;
    }
}

internal sealed class ThaiNumberBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(int)
        ? new ThaiNumberBinder(new Microsoft.AspNetCore.Mvc.ModelBinding.Binders.SimpleTypeModelBinder(context.Metadata.ModelType, context.Services.GetRequiredService<ILoggerFactory>())) : null;
}
