# The portal as it runs in production. Build: docker compose build
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The front end (Sass, esbuild) is built by the .NET build.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/NrmPortal.Web -c Release -o /portal

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# ICU: Thai sorting and Buddhist-era dates; without it .NET does not start with cultures.
RUN apt-get update && apt-get install -y --no-install-recommends libicu-dev tzdata curl && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY --from=build /portal .
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_HTTP_PORTS=8080 Portal__DataFolder=/data
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD curl -fs http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["dotnet", "NrmPortal.Web.dll"]
