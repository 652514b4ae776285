#!/usr/bin/env bash
# Deploys Atrium on a domain of Payara Server 6.2025.10, or deploys it anew. Atrium reads its settings from the environment in
# which the domain was started (README.md), so a domain that is running already is left running.
#
#   deploy.sh <Payara's directory> [domain] [EAR]
set -euo pipefail

payara=${1:?"Say where Payara Server is: $0 <Payara's directory> [domain] [EAR]"}
domain=${2:-domain1}
ear=${3:-$(dirname "$0")/../../ear/target/atrium.ear}
asadmin=$payara/bin/asadmin

[ -n "${ATRIUM_DB_URL:-}" ] || { echo "Set ATRIUM_DB_URL first: a server has no embedded PostgreSQL." >&2; exit 1; }
[ -f "$ear" ] || { echo "There is no $ear: build it with mvn package." >&2; exit 1; }

"$asadmin" list-domains | grep -q "^$domain running" || "$asadmin" start-domain "$domain"
port=$("$asadmin" list-domains --long | awk -v domain="$domain" '$1 == domain { print $3 }')

# What the server says about itself helps attackers only.
http=configs.config.server-config.network-config.protocols.protocol.http-listener-1.http
"$asadmin" --port "$port" set "$http.xpowered-by=false" "$http.server-header=false"

"$asadmin" --port "$port" deploy --force --name atrium --contextroot / "$ear"
