using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Work;
using Npgsql;

namespace NrmPortal.Data.Jobs;

/// <summary>
/// Takes running limits up the ladder: who has not answered in time is not asked twice, the next one is told. Any number of
/// nodes may climb at once: the database holds each rung once, and writes the notice in the same transaction.
/// </summary>
/// <param name="workerConnection">Of <c>nrm_worker</c>, which reads no case and only calls what moves a rung.</param>
public sealed class Escalator(string workerConnection, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>How many readers' rungs were told.</returns>
    public async Task<int> ClimbAsync(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(workerConnection);
        await connection.OpenAsync(cancellation);
        while (await FollowLadderAsync(connection, cancellation) == AtOnce) { }
        var told = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var reached = (await ReachedAsync(connection, now, cancellation)).GroupBy(r => r.Clock).ToList();
            var moved = 0;
            foreach (var subject in reached)
            {
                var (rungs, heard) = await StepAsync(connection, StepUp.Of(subject.Key, subject.Select(r => r.Rung)), now, cancellation);
                (moved, told) = (moved + rungs, told + heard);
            }

            // A full batch whose every rung is held by somebody waits for the next round.
            if (reached.Count < AtOnce || moved == 0) return told;
        }
    }

    // The next rungs by the ladder in force, as DATIP has set it.
    private static async Task<int> FollowLadderAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select follow_ladder($1)", connection) { Parameters = { new() { Value = AtOnce } } };
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<List<(RunningClock Clock, Rung Rung)>> ReachedAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select * from reached_rungs($1, $2)", connection) { Parameters = { new() { Value = now }, new() { Value = AtOnce } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(RunningClock, Rung)>();
        while (await reader.ReadAsync(cancellation)) rows.Add(Read(reader));
        return rows;
    }

    private static (RunningClock, Rung) Read(NpgsqlDataReader row)
    {
        Guid? Id(string name) => row.IsDBNull(row.GetOrdinal(name)) ? null : row.GetGuid(row.GetOrdinal(name));
        string? Text(string name) => row.IsDBNull(row.GetOrdinal(name)) ? null : row.GetString(row.GetOrdinal(name));
        DateTimeOffset Time(string name) => row.GetFieldValue<DateTimeOffset>(row.GetOrdinal(name));
        var code = Enum.Parse<ClockCode>(Text("clock")!);
        return (
            new RunningClock(Id("case_id")!.Value, Id("referral_id"), Id("task_id"), Text("number")!, code, Time("started"), Time("due"),
                Id("owner_unit")!.Value, Id("province_office")!.Value, Id("sender_unit"), Id("receiver_unit"))
            { SeatId = Id("seat"), GiverId = Id("giver") },
            new Rung(code, row.GetInt32(row.GetOrdinal("percent")), Enum.Parse<Told>(Text("told")!), Text("role") is { } role ? Enum.Parse<Role>(role) : null));
    }

    // One subject, one transaction: a node that dies leaves whole steps behind it.
    private static async Task<(int Moved, int Heard)> StepAsync(NpgsqlConnection connection, IReadOnlyList<StepUp> steps, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (moved, heard) = (0, 0);
        foreach (var step in steps)
        {
            await using var command = new NpgsqlCommand("select escalate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)", connection);
            foreach (var value in Values(step, StepUp.AllTold(steps, step.Rung.Percent), now)) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
            if (await command.ExecuteScalarAsync(cancellation) is not true) continue;
            moved++;
            if (step.Heard) heard++;
        }

        await transaction.CommitAsync(cancellation);
        return (moved, heard);
    }

    private static object?[] Values(StepUp step, string allTold, DateTimeOffset now) =>
    [
        Guid.CreateVersion7(now), step.Clock.CaseId, step.Clock.ReferralId, step.Clock.TaskId, step.Clock.Number, step.Clock.Path, step.Clock.Code.ToString(), step.Clock.From,
        step.Rung.Percent, step.Rung.Told.ToString(), step.Rung.Role?.ToString(), allTold, step.To?.UnitId, step.To?.Agency?.ToString(), step.To?.MembershipId, step.Heard,
        Guid.CreateVersion7(now), Guid.CreateVersion7(now), now,
    ];
}
