# The portal as it runs in production. Build: docker compose build
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The front end (Sass, esbuild, fonts) is built by the .NET build.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/NrmPortal.Web -c Release -o /portal

# The runtime is built for any glibc and is taken from Microsoft's image. Its base, Ubuntu, has Chromium as a snap alone,
# which no container runs, and there is no Debian image of .NET 10: so Debian stands below it.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime

FROM debian:trixie-slim
# What the runtime needs (ICU: Thai sorting and Buddhist-era dates), and what prints documents. A document embeds the fonts
# it uses; the browser wants one of the system all the same.
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates curl libgcc-s1 libicu76 libssl3t64 libstdc++6 tzdata zlib1g \
        chromium fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
COPY --from=runtime /usr/share/dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && useradd --uid 1654 --create-home app && mkdir /data && chown app /data
WORKDIR /portal
COPY --from=build /portal .
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true \
    Portal__DataFolder=/data Portal__Chromium=/usr/bin/chromium Portal__ChromiumSandbox=false
USER app
# An image that cannot print is none.
RUN dotnet NrmPortal.Web.dll check-printing --file /tmp/check.pdf && rm /tmp/check.pdf
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD curl -fs http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["dotnet", "NrmPortal.Web.dll"]
