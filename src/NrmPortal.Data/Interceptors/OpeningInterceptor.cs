using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// Opens every <see cref="SealedText"/> where a row becomes an entity. A binding, not an <see cref="IMaterializationInterceptor"/>: that one
/// costs a delegate for every property of every row of every table, also of those that seal nothing.
/// </summary>
public sealed class OpeningInterceptor : IInstantiationBindingInterceptor
{
    /// <summary>One for the process: EF builds its model and compiled queries anew for each different interceptor.</summary>
    public static readonly OpeningInterceptor Instance = new();

    public InstantiationBinding ModifyBinding(InstantiationBindingInterceptionData interceptionData, InstantiationBinding binding) =>
        interceptionData.TypeBase is IEntityType type && SealedProperties.Of(type) is { Length: > 0 } sealedOnes
            ? new OpeningBinding(binding, type, sealedOnes) : binding;
}

/// <summary>Builds an entity as <paramref name="inner"/> does, and gives it its sealed texts opened.</summary>
internal sealed class OpeningBinding(InstantiationBinding inner, IEntityType type, IProperty[] texts)
    : InstantiationBinding([.. inner.ParameterBindings, .. texts.Select(t => new PropertyParameterBinding(t))])
{
    private static readonly MethodInfo OpenMethod = typeof(OpeningBinding).GetMethod(nameof(Open), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public override Type RuntimeType => inner.RuntimeType;

    public override Expression CreateConstructorExpression(ParameterBindingInfo bindingInfo)
    {
        var context = Expression.Property(bindingInfo.MaterializationContextExpression, nameof(MaterializationContext.Context));
        // Not among the bindings: EF sets the key itself, as it does without sealed texts.
        var id = new PropertyParameterBinding(type.FindPrimaryKey()!.Properties[0]).BindToParameter(bindingInfo);
        var ciphers = ParameterBindings.Skip(inner.ParameterBindings.Count).Select(b => b.BindToParameter(bindingInfo));
        return Expression.Convert(
            Expression.Call(Expression.Constant(this), OpenMethod, inner.CreateConstructorExpression(bindingInfo), context, id, Expression.NewArrayInit(typeof(SealedText), ciphers)),
            RuntimeType);
    }

    public override InstantiationBinding With(IReadOnlyList<ParameterBinding> newParameterBindings) =>
        new OpeningBinding(inner.With([.. newParameterBindings.Take(inner.ParameterBindings.Count)]), type, texts);

    private object Open(object entity, DbContext db, Guid id, SealedText?[] ciphers)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (ciphers[i] is not { Cipher: { } cipher }) continue;
            texts[i].PropertyInfo!.SetValue(entity, SealedText.Opened(Envelope.Open(cipher, SealedProperties.RingOf(db).KeyOf, SealedProperties.Place(type, texts[i], id)), cipher));
        }
        return entity;
    }
}
