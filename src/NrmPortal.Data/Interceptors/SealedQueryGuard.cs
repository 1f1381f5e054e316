using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NrmPortal.Domain;

namespace NrmPortal.Data.Interceptors;

/// <summary>
/// A sealed value opens only when its row is loaded whole: a query that selects, filters or sorts by one would silently work
/// on ciphertext. Such a query is refused when it is compiled, so no test run can miss it.
/// </summary>
public sealed class SealedQueryGuard : IQueryExpressionInterceptor
{
    /// <summary>One for the process: EF compiles its queries anew for each different interceptor.</summary>
    public static readonly SealedQueryGuard Instance = new();

    /// <exception cref="InvalidOperationException">The query reaches into a sealed value.</exception>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        new Finder().Visit(queryExpression);
        return queryExpression;
    }

    private sealed class Finder : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Type == typeof(SealedText)) throw new InvalidOperationException($"A query may not reach into the sealed {node.Member.DeclaringType?.Name}.{node.Member.Name}: load the row.");
            return base.VisitMember(node);
        }
    }
}
