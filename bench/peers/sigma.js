// sigma.js with given positions; `data` stands in the script before this one.
const graph = new graphology.MultiGraph();
for (const [id, label, x, y, size] of data.nodes) graph.addNode(id, { label, x, y: -y, size, color: "#456" });
for (const [from, to] of data.edges) graph.addEdge(from, to, { color: "#ccc" });
new Sigma(graph, document.getElementById("net"));
