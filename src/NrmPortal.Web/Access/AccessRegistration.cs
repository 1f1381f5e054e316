using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Data.Scopes;
using NrmPortal.Domain;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Access;

internal static class AccessRegistration
{
    public static void AddPortalAccess(this IServiceCollection services, PortalSettings settings)
    {
        services.AddScoped<CurrentCase>();
        services.AddScoped<CurrentReferral>();
        services.AddScoped<CaseWarnings>();
        services.AddScoped<PageSubject>();
        services.AddScoped<SignedIn>();
        services.AddScoped<Submissions>();
        services.AddScoped<Pages.Screening.ScreeningFile>();
        services.AddScoped<Pages.Screening.StepFaults>();
        services.AddScoped<Pages.Screening.Conclusion>();
        services.AddScoped<Pages.Consents.ShareBases>();
        services.AddSingleton<Pages.Identification.LetterTexts>();
        services.AddScoped<AccountRecord>();
        services.AddScoped<FormAuthor>();
        services.AddScoped<Drafts>();
        services.AddSingleton<FormAnswers>();
        services.AddScoped<IUserClaimsPrincipalFactory<PortalUser>, PortalClaims>();
        services.AddRazorPages(o => o.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.TypeFilterAttribute(typeof(PortalPageFilter))))
            .AddMvcOptions(o =>
            {
                o.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "required");
                o.ModelBinderProviders.Insert(0, new Localisation.ThaiNumberBinderProvider());
            });
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "nrm.session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.LoginPath = "/account/login";
            o.LogoutPath = "/account/logout";
            o.AccessDeniedPath = "/error/403";
            o.ExpireTimeSpan = TimeSpan.FromHours(8);
            o.SlidingExpiration = true;
            SessionLife.Bind(o.Events, settings.SessionLasts);
            // Who lacks only the second factor is led to where it is set up, and afterwards on.
            o.Events.OnRedirectToAccessDenied = c =>
            {
                var lacks = settings.RequireSecondFactor && !c.HttpContext.User.HasClaim(SignedIn.SecondFactorClaim, "true");
                c.Response.Redirect(lacks ? $"/account/two-factor?ReturnUrl={Uri.EscapeDataString(c.Request.Path + c.Request.QueryString)}" : c.RedirectUri);
                return Task.CompletedTask;
            };
        });
        // Identity would ask every half hour and then fall back to the first membership; ActorMiddleware asks at each request.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.MaxValue);
        services.AddAuthorizationBuilder().SetFallbackPolicy(Fallback(settings));
    }

    private static AuthorizationPolicy Fallback(PortalSettings settings)
    {
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(SignedIn.MembershipClaim);
        if (settings.RequireSecondFactor) policy.RequireClaim(SignedIn.SecondFactorClaim, "true");
        return policy.Build();
    }
}

/// <summary>The claims of a sign-in: who, under which membership, and whether a second factor stands.</summary>
internal sealed class PortalClaims(UserManager<PortalUser> users, IOptions<IdentityOptions> options, PortalDbContext db, CurrentActor current, TimeProvider clock)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignedIn.NameThClaim, user.NameTh));
        identity.AddClaim(new Claim(SignedIn.NameEnClaim, user.NameEn));
        if (user.TwoFactorEnabled) identity.AddClaim(new Claim(SignedIn.SecondFactorClaim, "true"));
        // Whoever renews a sign-in goes on under the membership they chose.
        var acting = current.Actor is { } a && a.UserId == user.Id ? a.MembershipId : Guid.Empty;
        var membership = await db.Memberships.LiveOn(ThaiDay.Of(clock.GetUtcNow())).Where(m => m.UserId == user.Id)
            .OrderByDescending(m => m.Id == acting).ThenBy(m => m.Role).Select(m => (Guid?)m.Id).FirstOrDefaultAsync();
        if (membership is { } id) identity.AddClaim(new Claim(SignedIn.MembershipClaim, id.ToString()));
        return identity;
    }
}
