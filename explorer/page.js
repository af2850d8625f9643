import { GraphiQL } from "graphiql";
import { getOperationAST } from "graphql";
import { createClient } from "graphql-sse";
import "graphiql/style.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "./page.css";

/** Where the editors' workers stand beside this file; their names carry a hash of what is in them. */
const workers = HUB_WORKERS;

globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(new URL(workers[label] ?? workers.editor, import.meta.url), { type: "module", name: label }),
};

/** The page stands at the address that answers GraphQL, whatever path a proxy gives it. */
const address = window.location.pathname;

/** A subscription is answered event by event until the reader stops it. */
function ask(parameters, { headers, documentAST } = {}) {
  const operation = documentAST && getOperationAST(documentAST, parameters.operationName);
  if (operation?.operation !== "subscription") return answerTo(parameters, headers);
  return createClient({ url: address, headers }).iterate(parameters);
}

async function answerTo(parameters, headers) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    body: JSON.stringify(parameters),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return {
      errors: [{ message: `The hub answered ${answer.status} ${answer.statusText}: ${text.slice(0, 300)}` }],
    };
  }
}

const examples = JSON.parse(document.getElementById("examples").textContent);

const welcome = `# Ask the hub. Ctrl-Space completes, Ctrl-Enter asks, the book on the left explains every field.
`;

createRoot(document.getElementById("explorer")).render(
  createElement(
    GraphiQL,
    {
      fetcher: ask,
      defaultQuery: welcome,
      defaultTabs: examples.length > 0 ? examples : undefined,
      isHeadersEditorEnabled: true,
      defaultEditorToolsVisibility: false,
      inputValueDeprecation: true,
    },
    createElement(GraphiQL.Logo, null, createElement("span", { className: "hub-name" }, "The hub")),
  ),
);
