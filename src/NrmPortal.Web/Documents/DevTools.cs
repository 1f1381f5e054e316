using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NrmPortal.Web.Documents;

/// <summary>Speaks with a browser through its DevTools: one question, one answer, in turn.</summary>
internal sealed class DevTools : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private int asked;

    public Task ConnectAsync(Uri address, CancellationToken cancellation) => socket.ConnectAsync(address, cancellation);

    /// <exception cref="InvalidOperationException">The browser refused; its reason holds nothing of the page.</exception>
    public async Task<JsonElement> AskAsync(string method, JsonObject? parameters, string? session, CancellationToken cancellation)
    {
        var id = ++asked;
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null) question["sessionId"] = session;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            using var answer = JsonDocument.Parse(await ReadAsync(cancellation));
            // What the browser says of itself in between answers nothing.
            if (!answer.RootElement.TryGetProperty("id", out var of) || of.GetInt32() != id) continue;
            return answer.RootElement.TryGetProperty("result", out var result) ? result.Clone()
                : throw new InvalidOperationException($"The browser refused {method}: {answer.RootElement.GetProperty("error").GetProperty("message").GetString()}");
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        var (message, piece) = (new MemoryStream(), new byte[64 * 1024]);
        while (true)
        {
            var read = await socket.ReceiveAsync(piece.AsMemory(), cancellation);
            if (read.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The browser closed the connection.");
            message.Write(piece, 0, read.Count);
            if (read.EndOfMessage) return message.GetBuffer().AsMemory(0, (int)message.Length);
        }
    }

    public void Dispose() => socket.Dispose();
}
