import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";

/** @apollo/gateway over the same rooms. Arguments: the supergraph's file, then name=url for each room. */
const [file, ...pairs] = process.argv.slice(2);
const urls = new Map(pairs.map((pair) => pair.split("=", 2)));
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(file, "utf8"),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: urls.get(name.toLowerCase()),
      willSendRequest({ request, context }) {
        if (context.authorization) request.http.headers.set("authorization", context.authorization);
      },
    }),
});
const apollo = new ApolloServer({
  gateway,
  introspection: false,
  plugins: [ApolloServerPluginInlineTraceDisabled()],
  stopOnTerminationSignals: false,
});
await apollo.start();
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = new HeaderMap(
    Object.entries(request.headers).filter(([, value]) => typeof value === "string"),
  );
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: "POST",
      headers,
      search: "",
      body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
    },
    context: async () => ({ authorization: headers.get("authorization") }),
  });
  response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
  response.end(answer.body.string);
});
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`http://127.0.0.1:${server.address().port}/graphql\n`),
);
