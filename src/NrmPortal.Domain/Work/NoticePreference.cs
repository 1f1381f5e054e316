namespace NrmPortal.Domain.Work;

/// <summary>How somebody wants to be told. The portal always shows a notice; these say what goes out by e-mail besides.</summary>
public enum NoticeChannel
{
    PortalOnly,

    /// <summary>An e-mail of its own as soon as the notice is written.</summary>
    EmailAtOnce,

    /// <summary>One e-mail a day with all notices since the one before.</summary>
    DailyDigest,
}

/// <summary>What one person has chosen for one kind of notice, or with <see cref="Code"/> null for every kind without a choice of its own.</summary>
public sealed class NoticePreference
{
    private NoticePreference() { }

    /// <summary>The hour of the digest where nobody chose another, in Thai time.</summary>
    public const int UsualDigestHour = 7;

    public NoticePreference(Guid id, NoticeCode? code, Actor by) => (Id, UserId, Code) = (id, by.UserId, code);

    public Guid Id { get; private set; }
    public Guid UserId { get; private set; }
    public NoticeCode? Code { get; private set; }
    public NoticeChannel Channel { get; private set; }

    /// <summary>The hour of the day (0 to 23, Asia/Bangkok) at which the digest goes out.</summary>
    public int DigestHour { get; private set; } = UsualDigestHour;

    /// <exception cref="RefusedException">Somebody else's choice, or no hour of the day.</exception>
    public void Choose(NoticeChannel channel, int digestHour, Actor by)
    {
        if (by.UserId != UserId) throw new RefusedException("notice.notYours");
        if (digestHour is < 0 or > 23) throw new RefusedException("notice.hour");
        (Channel, DigestHour) = (channel, digestHour);
    }
}
