using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>A rung of the escalation ladder as it is typed.</summary>
public sealed class RungForm
{
    public int? Percent { get; set; }
    public Told? Told { get; set; }
    public Role? Role { get; set; }

    /// <summary>Sent by the button beside the number of limits that are told of at once.</summary>
    public bool Confirmed { get; set; }
}
