// The whole gate: dotnet run tests/check.cs
#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false
#:property TreatWarningsAsErrors=false
#:property PublishAot=false

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

var root = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;
Directory.SetCurrentDirectory(root);
int passed = 0, failed = 0, skipped = 0;
var watch = Stopwatch.StartNew();

Provide();
Step("restore with locked packages", "dotnet", "restore NrmPortal.sln --locked-mode -v q");
Step("format", "dotnet", "format whitespace NrmPortal.sln --verify-no-changes --no-restore");
if (!Step("build, warnings as errors", "dotnet", "build NrmPortal.sln --no-restore -c Release -v q -nologo -p:UseSharedCompilation=true"))
    return Close();

Step("every change of the model has its migration", "dotnet", "run --no-build -c Release --project src/NrmPortal.Web -- migrate --check");
Step("generated documents are fresh", "dotnet", "run --no-build -c Release --project src/NrmPortal.Web -- docs --check");
Step("compose file", "docker-compose", "--env-file deploy/example.env -f docker-compose.yml config -q");
foreach (var name in new[] { "Domain.Tests", "Web.Tests", "Browser.Tests" }) Tests($"NrmPortal.{name}");
return Close();

// What a fresh machine lacks: PostgreSQL, Chromium with Thai fonts, what draws a PDF, the compose checker.
void Provide()
{
    var lacks = new List<string>();
    if (!Directory.Exists("/usr/lib/postgresql") && Find("postgres") is null) lacks.Add("postgresql");
    if (Find("chromium") is null) lacks.AddRange(["chromium", "fonts-thai-tlwg", "fonts-noto-core"]);
    if (Find("chromium-headless-shell") is null) lacks.Add("chromium-headless-shell");
    if (Find("pdftoppm") is null) lacks.Add("poppler-utils");
    if (Find("docker-compose") is null) lacks.Add("docker-compose");
    if (Find("npm") is null) Fail("install Node 20 or later with npm: the build makes the styles and scripts with it");
    if (lacks.Count == 0) return;
    var list = string.Join(' ', lacks);
    if (Environment.UserName != "root" || Find("apt-get") is null)
    {
        Fail($"install first: {list} (Debian: sudo apt-get install {list})");
        return;
    }

    Step($"provide {list}", "sh", $"-c \"apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {list}\"");
}

// Each failure with what follows it; the log between them belongs to tests that passed. The whole log where none is named.
string Failures(string output)
{
    var lines = Regex.Replace(output, @"\x1b\[[0-9;]*m", "").Split('\n');
    var shown = lines.Select((line, n) => (line, n)).Where(l => l.line.Contains("[FAIL]", StringComparison.Ordinal)).SelectMany(l => lines.Skip(l.n).Take(14)).ToList();
    return shown.Count == 0 ? output : string.Join('\n', shown);
}

void Tests(string project)
{
    var folder = $"tests/{project}";
    if (!Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any(f => !f.Contains("/obj/") && !f.Contains("/bin/"))) return;
    var (code, output) = Run("dotnet", $"run --no-build -c Release --project {folder}");
    // The runner's own summary: "Total: 5, Errors: 0, Failed: 1, Skipped: 0". An error (a fixture that broke) is a failure.
    int Last(string word) => Regex.Matches(output, $@"{word}: (\d+)").Select(m => int.Parse(m.Groups[1].Value)).LastOrDefault();
    var (bad, left) = (Last("Failed") + Last("Errors"), Last("Skipped"));
    int[] counts = [Math.Max(0, Last("Total") - bad - left), bad, left];
    Console.WriteLine($"{(code == 0 ? "ok  " : "FAIL")} {project}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped ({watch.Elapsed:mm\\:ss})");
    if (code != 0) Console.WriteLine(Tail(Failures(output), 20000));
    passed += counts[0];
    failed += counts[1] + (code != 0 && counts[1] == 0 ? 1 : 0);
    skipped += counts[2];
    // A project that has tests and ran none is a failure, not a pass.
    if (counts.Sum() == 0) Fail($"{project} ran no test");
}

bool Step(string name, string program, string arguments)
{
    var (code, output) = Run(program, arguments);
    Console.WriteLine($"{(code == 0 ? "ok  " : "FAIL")} {name} ({watch.Elapsed:mm\\:ss})");
    if (code == 0) passed++;
    else
    {
        failed++;
        Console.WriteLine(Tail(output, 6000));
    }

    return code == 0;
}

void Fail(string why)
{
    failed++;
    Console.WriteLine($"FAIL {why}");
}

int Close()
{
    Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
    return failed == 0 ? 0 : 1;
}

static (int Code, string Output) Run(string program, string arguments)
{
    if (Find(program) is null) return (127, $"{program} is not installed");
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output + error.Result);
}

static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
static string Tail(string text, int length) => text.Length <= length ? text : text[^length..];
static string Here([CallerFilePath] string path = "") => path;
