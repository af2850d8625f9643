import type { WebService } from "../gateway/web-service.ts";
import { answerAnnotation } from "./annotation.ts";
import { methodRefused, nothingHere, options, told } from "./answers.ts";
import { answerContainer } from "./container.ts";
import { irisAt, namedBy } from "./iris.ts";
import { answerMember, answerRecord, answerText } from "./record.ts";
import { termsAt } from "./terms.ts";

/**
 * Notes as W3C Web Annotations, by the Web Annotation Protocol: the container at /annotations/, each note at an IRI of its
 * own, and what the IRIs in them stand for. `publicUrl` is the address of the hub as the world knows it.
 */
export function annotationProtocol({ publicUrl }: { publicUrl: string }): WebService {
  const iris = irisAt(publicUrl);
  return {
    takes: (path) => /^\/(annotations|records|members|terms)(\/|$)/.test(path),
    cors: {
      methods: "GET, HEAD, OPTIONS, POST, PUT, DELETE",
      requestHeaders: "if-match, if-none-match, prefer, slug",
      answerHeaders: "etag, location, content-location, link, allow, accept-post, preference-applied, vary",
    },
    async answer(request, graph) {
      if (request.path === "/annotations") return { status: 308, headers: { location: "annotations/" } };
      const named = namedBy(request.path);
      switch (named?.what) {
        case "container":
          return answerContainer(iris, request, graph.ask);
        case "annotation":
          return answerAnnotation(iris, named.id, request, graph.ask);
        case "record":
          return answerRecord(iris, named, request, graph);
        case "text":
          return answerText(iris, named, request, graph);
        case "member":
          return answerMember(iris, named.id, request, graph);
        case "terms": {
          const headers = { allow: "GET, HEAD, OPTIONS", link: `<${iris.home}>; rel="up"` };
          if (request.method === "OPTIONS") return options(headers);
          if (request.method !== "GET" && request.method !== "HEAD") return methodRefused(request, headers);
          return told(request, termsAt(iris), headers);
        }
        default:
          throw nothingHere();
      }
    },
  };
}
