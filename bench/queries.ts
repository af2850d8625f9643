/** The three queries that are measured, by what they ask. */
export const queries = (
  practiceId: string,
): Readonly<Record<string, { query: string; variables: object }>> => ({
  "one room, 20 records": {
    query:
      "query List($first: Int!) { practices(first: $first) { nodes { id slug title summary start state } } }",
    variables: { first: 20 },
  },
  "20 practices with city, topics, annotation counts": {
    query: `query Join($first: Int!) {
      practices(first: $first) {
        nodes { id title owner { id name country } topics { id label } annotationCount }
      }
    }`,
    variables: { first: 20 },
  },
  "a whole practice page": {
    query: `query Page($id: ID!) {
      practice(id: $id) {
        id slug title summary problem objectives activities results lessons language languages
        start end state budget { minimum maximum currency } tools
        owner { id name country }
        territories { id name country population }
        topics { id label broader { id label } }
        projects { id title }
        partners { role support organisation { id name } }
        outcomes { key title evaluated evidence { design effect } }
        adoptions(first: 10) { totalCount nodes { state since changed organisation { id name } } }
        workshops(first: 5) { nodes { id title start } }
        resources(first: 5) { nodes { id title } }
        annotationCount
        annotations(first: 10) { nodes { id motivation body author { id } } }
        provenance { sourceId sources synthetic }
      }
    }`,
    variables: { id: practiceId },
  },
});
