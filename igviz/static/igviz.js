/* igviz 7934be710d23f5e653702cb773590f474f35c0c9407572c3ea5f2c492458a125 */
"use strict";var igviz=(()=>{var ct=Object.defineProperty;var qr=Object.getOwnPropertyDescriptor;var Gr=Object.getOwnPropertyNames;var Yr=Object.prototype.hasOwnProperty;var Xr=(t,e)=>{for(var n in e)ct(t,n,{get:e[n],enumerable:!0})},Jr=(t,e,n,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(let o of Gr(e))!Yr.call(t,o)&&o!==n&&ct(t,o,{get:()=>e[o],enumerable:!(r=qr(e,o))||r.enumerable});return t};var Zr=t=>Jr(ct({},"__esModule",{value:!0}),t);var ji={};Xr(ji,{mount:()=>he,report:()=>jr,widget:()=>Di});var Ae,v,Jt,Qr,J,qt,Zt,Qt,en,ht,ut,pt,eo,fe={},tn=[],to=/acit|ex(?:s|g|n|p|$)|rph|grid|ows|mnc|ntw|ine[ch]|zoo|^ord|itera/i,Me=Array.isArray;function G(t,e){for(var n in e)t[n]=e[n];return t}function mt(t){t&&t.parentNode&&t.parentNode.removeChild(t)}function no(t,e,n){var r,o,i,s={};for(i in e)i=="key"?r=e[i]:i=="ref"?o=e[i]:s[i]=e[i];if(arguments.length>2&&(s.children=arguments.length>3?Ae.call(arguments,2):n),typeof t=="function"&&t.defaultProps!=null)for(i in t.defaultProps)s[i]===void 0&&(s[i]=t.defaultProps[i]);return Se(t,s,r,o,null)}function Se(t,e,n,r,o){var i={type:t,props:e,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:o??++Jt,__i:-1,__u:0};return o==null&&v.vnode!=null&&v.vnode(i),i}function $(t){return t.children}function Te(t,e){this.props=t,this.context=e}function te(t,e){if(e==null)return t.__?te(t.__,t.__i+1):null;for(var n;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null)return n.__e;return typeof t.type=="function"?te(t):null}function nn(t){var e,n;if((t=t.__)!=null&&t.__c!=null){for(t.__e=t.__c.base=null,e=0;e<t.__k.length;e++)if((n=t.__k[e])!=null&&n.__e!=null){t.__e=t.__c.base=n.__e;break}return nn(t)}}function Gt(t){(!t.__d&&(t.__d=!0)&&J.push(t)&&!Pe.__r++||qt!=v.debounceRendering)&&((qt=v.debounceRendering)||Zt)(Pe)}function Pe(){for(var t,e,n,r,o,i,s,l=1;J.length;)J.length>l&&J.sort(Qt),t=J.shift(),l=J.length,t.__d&&(n=void 0,r=void 0,o=(r=(e=t).__v).__e,i=[],s=[],e.__P&&((n=G({},r)).__v=r.__v+1,v.vnode&&v.vnode(n),ft(e.__P,n,r,e.__n,e.__P.namespaceURI,32&r.__u?[o]:null,i,o??te(r),!!(32&r.__u),s),n.__v=r.__v,n.__.__k[n.__i]=n,sn(i,n,s),r.__e=r.__=null,n.__e!=o&&nn(n)));Pe.__r=0}function rn(t,e,n,r,o,i,s,l,c,u,d){var p,h,m,g,f,y,b,x=r&&r.__k||tn,P=e.length;for(c=ro(n,e,x,c,P),p=0;p<P;p++)(m=n.__k[p])!=null&&(h=m.__i==-1?fe:x[m.__i]||fe,m.__i=p,y=ft(t,m,h,o,i,s,l,c,u,d),g=m.__e,m.ref&&h.ref!=m.ref&&(h.ref&&gt(h.ref,null,m),d.push(m.ref,m.__c||g,m)),f==null&&g!=null&&(f=g),(b=!!(4&m.__u))||h.__k===m.__k?c=on(m,c,t,b):typeof m.type=="function"&&y!==void 0?c=y:g&&(c=g.nextSibling),m.__u&=-7);return n.__e=f,c}function ro(t,e,n,r,o){var i,s,l,c,u,d=n.length,p=d,h=0;for(t.__k=new Array(o),i=0;i<o;i++)(s=e[i])!=null&&typeof s!="boolean"&&typeof s!="function"?(c=i+h,(s=t.__k[i]=typeof s=="string"||typeof s=="number"||typeof s=="bigint"||s.constructor==String?Se(null,s,null,null,null):Me(s)?Se($,{children:s},null,null,null):s.constructor==null&&s.__b>0?Se(s.type,s.props,s.key,s.ref?s.ref:null,s.__v):s).__=t,s.__b=t.__b+1,l=null,(u=s.__i=oo(s,n,c,p))!=-1&&(p--,(l=n[u])&&(l.__u|=2)),l==null||l.__v==null?(u==-1&&(o>d?h--:o<d&&h++),typeof s.type!="function"&&(s.__u|=4)):u!=c&&(u==c-1?h--:u==c+1?h++:(u>c?h--:h++,s.__u|=4))):t.__k[i]=null;if(p)for(i=0;i<d;i++)(l=n[i])!=null&&(2&l.__u)==0&&(l.__e==r&&(r=te(l)),ln(l,l));return r}function on(t,e,n,r){var o,i;if(typeof t.type=="function"){for(o=t.__k,i=0;o&&i<o.length;i++)o[i]&&(o[i].__=t,e=on(o[i],e,n,r));return e}t.__e!=e&&(r&&(e&&t.type&&!e.parentNode&&(e=te(t)),n.insertBefore(t.__e,e||null)),e=t.__e);do e=e&&e.nextSibling;while(e!=null&&e.nodeType==8);return e}function oo(t,e,n,r){var o,i,s,l=t.key,c=t.type,u=e[n],d=u!=null&&(2&u.__u)==0;if(u===null&&t.key==null||d&&l==u.key&&c==u.type)return n;if(r>(d?1:0)){for(o=n-1,i=n+1;o>=0||i<e.length;)if((u=e[s=o>=0?o--:i++])!=null&&(2&u.__u)==0&&l==u.key&&c==u.type)return s}return-1}function Yt(t,e,n){e[0]=="-"?t.setProperty(e,n??""):t[e]=n==null?"":typeof n!="number"||to.test(e)?n:n+"px"}function ke(t,e,n,r,o){var i,s;e:if(e=="style")if(typeof n=="string")t.style.cssText=n;else{if(typeof r=="string"&&(t.style.cssText=r=""),r)for(e in r)n&&e in n||Yt(t.style,e,"");if(n)for(e in n)r&&n[e]==r[e]||Yt(t.style,e,n[e])}else if(e[0]=="o"&&e[1]=="n")i=e!=(e=e.replace(en,"$1")),s=e.toLowerCase(),e=s in t||e=="onFocusOut"||e=="onFocusIn"?s.slice(2):e.slice(2),t.l||(t.l={}),t.l[e+i]=n,n?r?n.u=r.u:(n.u=ht,t.addEventListener(e,i?pt:ut,i)):t.removeEventListener(e,i?pt:ut,i);else{if(o=="http://www.w3.org/2000/svg")e=e.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(e!="width"&&e!="height"&&e!="href"&&e!="list"&&e!="form"&&e!="tabIndex"&&e!="download"&&e!="rowSpan"&&e!="colSpan"&&e!="role"&&e!="popover"&&e in t)try{t[e]=n??"";break e}catch{}typeof n=="function"||(n==null||n===!1&&e[4]!="-"?t.removeAttribute(e):t.setAttribute(e,e=="popover"&&n==1?"":n))}}function Xt(t){return function(e){if(this.l){var n=this.l[e.type+t];if(e.t==null)e.t=ht++;else if(e.t<n.u)return;return n(v.event?v.event(e):e)}}}function ft(t,e,n,r,o,i,s,l,c,u){var d,p,h,m,g,f,y,b,x,P,k,S,T,w,ee,K,me,L=e.type;if(e.constructor!=null)return null;128&n.__u&&(c=!!(32&n.__u),i=[l=e.__e=n.__e]),(d=v.__b)&&d(e);e:if(typeof L=="function")try{if(b=e.props,x="prototype"in L&&L.prototype.render,P=(d=L.contextType)&&r[d.__c],k=d?P?P.props.value:d.__:r,n.__c?y=(p=e.__c=n.__c).__=p.__E:(x?e.__c=p=new L(b,k):(e.__c=p=new Te(b,k),p.constructor=L,p.render=so),P&&P.sub(p),p.props=b,p.state||(p.state={}),p.context=k,p.__n=r,h=p.__d=!0,p.__h=[],p._sb=[]),x&&p.__s==null&&(p.__s=p.state),x&&L.getDerivedStateFromProps!=null&&(p.__s==p.state&&(p.__s=G({},p.__s)),G(p.__s,L.getDerivedStateFromProps(b,p.__s))),m=p.props,g=p.state,p.__v=e,h)x&&L.getDerivedStateFromProps==null&&p.componentWillMount!=null&&p.componentWillMount(),x&&p.componentDidMount!=null&&p.__h.push(p.componentDidMount);else{if(x&&L.getDerivedStateFromProps==null&&b!==m&&p.componentWillReceiveProps!=null&&p.componentWillReceiveProps(b,k),!p.__e&&p.shouldComponentUpdate!=null&&p.shouldComponentUpdate(b,p.__s,k)===!1||e.__v==n.__v){for(e.__v!=n.__v&&(p.props=b,p.state=p.__s,p.__d=!1),e.__e=n.__e,e.__k=n.__k,e.__k.some(function(q){q&&(q.__=e)}),S=0;S<p._sb.length;S++)p.__h.push(p._sb[S]);p._sb=[],p.__h.length&&s.push(p);break e}p.componentWillUpdate!=null&&p.componentWillUpdate(b,p.__s,k),x&&p.componentDidUpdate!=null&&p.__h.push(function(){p.componentDidUpdate(m,g,f)})}if(p.context=k,p.props=b,p.__P=t,p.__e=!1,T=v.__r,w=0,x){for(p.state=p.__s,p.__d=!1,T&&T(e),d=p.render(p.props,p.state,p.context),ee=0;ee<p._sb.length;ee++)p.__h.push(p._sb[ee]);p._sb=[]}else do p.__d=!1,T&&T(e),d=p.render(p.props,p.state,p.context),p.state=p.__s;while(p.__d&&++w<25);p.state=p.__s,p.getChildContext!=null&&(r=G(G({},r),p.getChildContext())),x&&!h&&p.getSnapshotBeforeUpdate!=null&&(f=p.getSnapshotBeforeUpdate(m,g)),K=d,d!=null&&d.type===$&&d.key==null&&(K=an(d.props.children)),l=rn(t,Me(K)?K:[K],e,n,r,o,i,s,l,c,u),p.base=e.__e,e.__u&=-161,p.__h.length&&s.push(p),y&&(p.__E=p.__=null)}catch(q){if(e.__v=null,c||i!=null)if(q.then){for(e.__u|=c?160:128;l&&l.nodeType==8&&l.nextSibling;)l=l.nextSibling;i[i.indexOf(l)]=null,e.__e=l}else{for(me=i.length;me--;)mt(i[me]);dt(e)}else e.__e=n.__e,e.__k=n.__k,q.then||dt(e);v.__e(q,e,n)}else i==null&&e.__v==n.__v?(e.__k=n.__k,e.__e=n.__e):l=e.__e=io(n.__e,e,n,r,o,i,s,c,u);return(d=v.diffed)&&d(e),128&e.__u?void 0:l}function dt(t){t&&t.__c&&(t.__c.__e=!0),t&&t.__k&&t.__k.forEach(dt)}function sn(t,e,n){for(var r=0;r<n.length;r++)gt(n[r],n[++r],n[++r]);v.__c&&v.__c(e,t),t.some(function(o){try{t=o.__h,o.__h=[],t.some(function(i){i.call(o)})}catch(i){v.__e(i,o.__v)}})}function an(t){return typeof t!="object"||t==null||t.__b&&t.__b>0?t:Me(t)?t.map(an):G({},t)}function io(t,e,n,r,o,i,s,l,c){var u,d,p,h,m,g,f,y=n.props,b=e.props,x=e.type;if(x=="svg"?o="http://www.w3.org/2000/svg":x=="math"?o="http://www.w3.org/1998/Math/MathML":o||(o="http://www.w3.org/1999/xhtml"),i!=null){for(u=0;u<i.length;u++)if((m=i[u])&&"setAttribute"in m==!!x&&(x?m.localName==x:m.nodeType==3)){t=m,i[u]=null;break}}if(t==null){if(x==null)return document.createTextNode(b);t=document.createElementNS(o,x,b.is&&b),l&&(v.__m&&v.__m(e,i),l=!1),i=null}if(x==null)y===b||l&&t.data==b||(t.data=b);else{if(i=i&&Ae.call(t.childNodes),y=n.props||fe,!l&&i!=null)for(y={},u=0;u<t.attributes.length;u++)y[(m=t.attributes[u]).name]=m.value;for(u in y)if(m=y[u],u!="children"){if(u=="dangerouslySetInnerHTML")p=m;else if(!(u in b)){if(u=="value"&&"defaultValue"in b||u=="checked"&&"defaultChecked"in b)continue;ke(t,u,null,m,o)}}for(u in b)m=b[u],u=="children"?h=m:u=="dangerouslySetInnerHTML"?d=m:u=="value"?g=m:u=="checked"?f=m:l&&typeof m!="function"||y[u]===m||ke(t,u,m,y[u],o);if(d)l||p&&(d.__html==p.__html||d.__html==t.innerHTML)||(t.innerHTML=d.__html),e.__k=[];else if(p&&(t.innerHTML=""),rn(e.type=="template"?t.content:t,Me(h)?h:[h],e,n,r,x=="foreignObject"?"http://www.w3.org/1999/xhtml":o,i,s,i?i[0]:n.__k&&te(n,0),l,c),i!=null)for(u=i.length;u--;)mt(i[u]);l||(u="value",x=="progress"&&g==null?t.removeAttribute("value"):g!=null&&(g!==t[u]||x=="progress"&&!g||x=="option"&&g!=y[u])&&ke(t,u,g,y[u],o),u="checked",f!=null&&f!=t[u]&&ke(t,u,f,y[u],o))}return t}function gt(t,e,n){try{if(typeof t=="function"){var r=typeof t.__u=="function";r&&t.__u(),r&&e==null||(t.__u=t(e))}else t.current=e}catch(o){v.__e(o,n)}}function ln(t,e,n){var r,o;if(v.unmount&&v.unmount(t),(r=t.ref)&&(r.current&&r.current!=t.__e||gt(r,null,e)),(r=t.__c)!=null){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(i){v.__e(i,e)}r.base=r.__P=null}if(r=t.__k)for(o=0;o<r.length;o++)r[o]&&ln(r[o],e,n||typeof t.type!="function");n||mt(t.__e),t.__c=t.__=t.__e=void 0}function so(t,e,n){return this.constructor(t,n)}function bt(t,e,n){var r,o,i,s;e==document&&(e=document.documentElement),v.__&&v.__(t,e),o=(r=typeof n=="function")?null:n&&n.__k||e.__k,i=[],s=[],ft(e,t=(!r&&n||e).__k=no($,null,[t]),o||fe,fe,e.namespaceURI,!r&&n?[n]:o?null:e.firstChild?Ae.call(e.childNodes):null,i,!r&&n?n:o?o.__e:e.firstChild,r,s),sn(i,t,s)}Ae=tn.slice,v={__e:function(t,e,n,r){for(var o,i,s;e=e.__;)if((o=e.__c)&&!o.__)try{if((i=o.constructor)&&i.getDerivedStateFromError!=null&&(o.setState(i.getDerivedStateFromError(t)),s=o.__d),o.componentDidCatch!=null&&(o.componentDidCatch(t,r||{}),s=o.__d),s)return o.__E=o}catch(l){t=l}throw t}},Jt=0,Qr=function(t){return t!=null&&t.constructor==null},Te.prototype.setState=function(t,e){var n;n=this.__s!=null&&this.__s!=this.state?this.__s:this.__s=G({},this.state),typeof t=="function"&&(t=t(G({},n),this.props)),t&&G(n,t),t!=null&&this.__v&&(e&&this._sb.push(e),Gt(this))},Te.prototype.forceUpdate=function(t){this.__v&&(this.__e=!0,t&&this.__h.push(t),Gt(this))},Te.prototype.render=$,J=[],Zt=typeof Promise=="function"?Promise.prototype.then.bind(Promise.resolve()):setTimeout,Qt=function(t,e){return t.__v.__b-e.__v.__b},Pe.__r=0,en=/(PointerCapture)$|Capture$/i,ht=0,ut=Xt(!1),pt=Xt(!0),eo=0;function xt(t,e){return Math.abs(t)<2*e}function cn({positive:t,negative:e},n){let r={positive:t.slice(),negative:e.slice()};for(let o=0;o<n.length;o++)xt(t[o]-e[o],n[o])&&(r.positive[o]=0,r.negative[o]=0);return r}var X=class{sorted;total;#e;constructor(e){this.sorted=e.slice().sort();let n=this.sorted.length;this.#e=new Float64Array(n);let r=0;for(let o=0;o<n;o++)r+=this.sorted[n-1-o],this.#e[o]=r;this.total=r}massThreshold(e){let n=this.sorted.length;if(e>=100)return this.sorted[0];if(this.total===0)return 0;let r=ge(n,o=>100*this.#e[o]/this.total>=e);return this.sorted[n-1-Math.min(r,n-1)]}percentile(e){let n=this.sorted.length,r=e/100*(n-1),o=Math.floor(r),i=Math.min(o+1,n-1),s=this.sorted[o]+(r-o)*(this.sorted[i]-this.sorted[o]);return s>0?s:this.sorted[n-1]}rank(e){let n=this.sorted.length;return n-ge(n,r=>this.sorted[r]>e)+1}};function ge(t,e){let n=0,r=t;for(;n<r;){let o=n+r>>1;e(o)?r=o:n=o+1}return n}function yt(t,e,n=0){return{full:t.massThreshold(100-e),none:t.massThreshold(100-n)}}function un(t,{full:e,none:n},r=1){let o=new Float32Array(t.length);if(e===0)return o;let i=e>n?1/(e-n):0;for(let s=0;s<t.length;s++){let l=r*t[s];l>=e?o[s]=1:l>n&&l>0&&(o[s]=(l-n)*i)}return o}var $e=8,be=class{#e;#t;#n=[];constructor(e,n){this.#e=e,this.#t=n}get count(){return this.#e.alphas.length}alpha(e){return this.#e.alphas[e]}upTo(e){return ge(this.count,n=>this.#e.alphas[n]>e+1e-9)}stage(e){return e>=1||this.count===0?this.count+1:this.upTo(e)}isFinal(e){return e>this.count}nearest(e){let n=ge(this.count,o=>this.#e.alphas[o]>=e);return n===0||this.count===0?this.count-1<0?-1:0:n===this.count?n-1:this.alpha(n)-e<e-this.alpha(n-1)?n:n-1}running(e){let n=Math.floor(e/$e),r=this.#r(n).slice();return this.#o(r,n*$e,e),r}#r(e){let n=this.#n[e];if(n)return n;let r=e===0?new Float32Array(this.#t):this.#r(e-1).slice();return this.#o(r,Math.max(e-1,0)*$e,e*$e),this.#n[e]=r,r}#o(e,n,r){let{signed:o,signedScale:i,weights:s}=this.#e;for(let l=n;l<r;l++){let c=s[l]*i[l],u=l*this.#t;for(let d=0;d<e.length;d++)e[d]+=c*o[u+d]}}},Ee=class extends be{#e;#t;#n;sharedScale;constructor(e,n){super(e,n),this.#e=e,this.#t=n,this.#n=e.alphas.map((r,o)=>ao(this.absolute(o),99)*e.absoluteScale[o]),this.sharedScale=Math.max(0,...this.#n)}absolute(e){return this.#e.absolute.subarray(e*this.#t,(e+1)*this.#t)}level(e){return this.#e.absoluteScale[e]}ownScale(e){return this.#n[e]}};function ao(t,e){let n=new Uint32Array(256);for(let c of t)n[c]++;let r=e/100*(t.length-1),o=Math.floor(r),i=c=>{let u=0;for(let d=n[0];d<=c&&u<255;d+=n[u])u++;return u},s=i(o),l=s+(r-o)*(i(Math.min(o+1,t.length-1))-s);return l>0?l:i(t.length-1)}var Fe=[246,246,244],pn=[128,128,128],E={"green-red":{label:"Green and red",positiveName:"green",negativeName:"red",bothName:"yellow",positive:[0,255,0],negative:[255,0,0],heatPositive:[Fe,[97,184,106],[0,82,38]],heatNegative:[Fe,[236,112,88],[126,0,24]],tokenPositive:[0,255,0],tokenNegative:[255,0,0],tokenNeutral:pn},"blue-orange":{label:"Blue and orange",positiveName:"blue",negativeName:"orange",bothName:"white",positive:[40,130,255],negative:[255,150,0],heatPositive:[Fe,[92,160,222],[6,56,128]],heatNegative:[Fe,[244,158,66],[134,56,0]],tokenPositive:[40,130,255],tokenNegative:[255,150,0],tokenNeutral:pn}};function D(t){return`rgb(${t.join(" ")})`}function dn(t,e,n,{percentage:r=90,clean:o=!1}={}){let{mask:i,spare:s,regions:l}=lo(e,n);for(let c=0;c<i.length;c++)i[c]=t[c]>.001?1:0;return o&&co(i,s,e),po(i,l),ho(i,l,r),mo(i,e,n)}var Re;function lo(t,e){if(Re?.width!==t||Re.height!==e){let n=t*e,r=new wt(t,e);Re={width:t,height:e,mask:new Uint8Array(n),spare:new Uint8Array(n),regions:r}}return Re}function co(t,e,n){for(let r of[1,0,0,1])uo(t,e,n,r)}function uo(t,e,n,r){let o=1-r;for(let s=0;s<t.length;s+=n){let l=s+n-1,c=0,u=t[s]^o;for(let d=s;d<l;d++){let p=t[d+1]^o;e[d]=c|u|p,c=u,u=p}e[l]=c|u}let i=t.length-n;for(let s=0;s<t.length;s++){let l=s<n?0:e[s-n],c=s<i?e[s+n]:0;t[s]=(l|e[s]|c)^o}}var wt=class{#e;#t;from;to;#n;count=0;constructor(e,n){let r=n*(e+1>>1);this.#e=e,this.#t=n,this.from=new Int32Array(r),this.to=new Int32Array(r),this.#n=new Int32Array(r)}find(e,n,r){this.count=0;let o=0;for(let i=0;i<e.length;i+=this.#e){let s=this.count;this.#r(e,n,i),this.#o(o,s,r),o=s}}#r(e,n,r){let o=r+this.#e;for(let i=r;i<o;){if(e[i]!==n){i++;continue}let s=this.count++;for(this.from[s]=i;i<o&&e[i]===n;)i++;this.to[s]=i,this.#n[s]=s}}#o(e,n,r){let o=e,i=n;for(;o<n&&i<this.count;){let s=this.from[o]+this.#e,l=this.to[o]+this.#e;s<this.to[i]+r&&this.from[i]<l+r&&this.#i(o,i),l<this.to[i]?o++:i++}}#i(e,n){let r=this.regionOf(e),o=this.regionOf(n);this.#n[Math.max(r,o)]=Math.min(r,o)}regionOf(e){let n=this.#n,r=e;for(;n[r]!==r;)n[r]=n[n[r]],r=n[r];return r}atEdge(e){let[n,r]=[this.from[e],this.to[e]],o=this.#e*(this.#t-1);return n<this.#e||n>=o||n%this.#e===0||r%this.#e===0}};function po(t,e){e.find(t,0,0);let n=new Set;for(let r=0;r<e.count;r++)e.atEdge(r)&&n.add(e.regionOf(r));for(let r=0;r<e.count;r++)n.has(e.regionOf(r))||t.fill(1,e.from[r],e.to[r])}function ho(t,e,n){e.find(t,1,1);let r=new Map,o=0;for(let c=0;c<e.count;c++){let u=e.to[c]-e.from[c],d=e.regionOf(c);r.set(d,(r.get(d)??0)+u),o+=u}let i=[...r].sort(([c,u],[d,p])=>p-u||c-d),s=new Set,l=0;for(let[c,u]of i.slice(0,3))if(s.add(c),l+=u,l>=n*o/100)break;for(let c=0;c<e.count;c++)s.has(e.regionOf(c))||t.fill(0,e.from[c],e.to[c])}function mo(t,e,n){let r=new Float32Array(t.length);for(let o=0,i=0;o<n;o++)for(let s=0;s<e;s++,i++){if(!t[i])continue;(s===0||o===0||s===e-1||o===n-1||!(t[i-1]&&t[i+1]&&t[i-e]&&t[i+e]))&&(r[i]=1)}return r}function Ce(t){let e=new Uint8ClampedArray(4*t);for(let n=3;n<e.length;n+=4)e[n]=255;return e}function vt(t){let e=Ce(t.length/3);for(let n=0,r=0;r<e.length;n+=3,r+=4)e[r]=t[n],e[r+1]=t[n+1],e[r+2]=t[n+2];return e}function hn(t,e,n){let r=new Uint8Array(t.length);for(let o=0;o<r.length;o++)r[o]=e[o]+n*(t[o]-e[o])+.5;return r}function _t(t,e,n=.5,r=.7){let o=Ce(t.length/3),[i,s=i]=e;if(!i)return o;let l=i.strength,c=s.strength,[u,d,p]=i.channel.map(f=>f*n),[h,m,g]=s.channel.map(f=>s===i?0:f*n);for(let f=0,y=0,b=0;b<o.length;f++,y+=3,b+=4){let x=l[f],P=c[f];o[b]=r*t[y]+x*u+P*h,o[b+1]=r*t[y+1]+x*d+P*m,o[b+2]=r*t[y+2]+x*p+P*g}return o}function Ne(t,e,n,r=1){let o=Ce(t.length),i=n>0?1/n:0;for(let s=0,l=0,c=0;c<o.length;s++,l+=3,c+=4){let u=Math.min(Math.abs(t[s])*i,1),d=1-r*(1-u);o[c]=d*e[l],o[c+1]=d*e[l+1],o[c+2]=d*e[l+2]}return o}var Y=1024;function mn(t,e){let n=new Float32Array(3*(2*Y+1));for(let r=-Y;r<=Y;r++){let o=r<0?e:t;n.set(fo(o,Math.abs(r)/Y),3*(r+Y))}return n}function fo(t,e){let n=e*(t.length-1),r=Math.min(Math.floor(n),t.length-2),o=n-r;return t[r].map((i,s)=>i+o*(t[r+1][s]-i))}function fn(t,e,n,{kept:r="both",image:o,cover:i=1}={}){let s=Ce(t.length),l=e>0?Y/e:0,c=r==="positive"?0:-Y,u=r==="negative"?0:Y,d=o?1-i:0,p=o??new Uint8Array(3*t.length),h=o?i:1;for(let m=0,g=0,f=0;f<s.length;m++,g+=3,f+=4){let b=3*(Math.round(Math.max(c,Math.min(u,t[m]*l)))+Y);s[f]=h*n[b]+d*p[g],s[f+1]=h*n[b+1]+d*p[g+1],s[f+2]=h*n[b+2]+d*p[g+2]}return s}var bo=95,xo=.3,yo=t=>1-.6*t,Ie=class{kind="image";figure;steps;#e;#t=new Map;#n;#r;#o;#i;constructor(e){this.figure=e,this.steps=new Ee(e.steps,e.width*e.height),this.#e=new He(e),this.#r=new xe(this.#e.signed)}get signs(){return this.#e.signs}drawnSigns(e,n){return this.#l(e,n).signs}get signsMeet(){return this.#i??=this.figure.positive.some((e,n)=>e>0&&this.figure.negative[n]>0),this.#i}isFinal(e){return this.steps.isFinal(e)}stage(e){return this.steps.stage(e)}picture(e,n){let{image:r}=this.figure,o=e.strength[e.mode],i=this.#l(e,n);switch(e.mode){case"image":return vt(r);case"window":{let s=this.#c(n).absoluteRanking.percentile(e.clip.window);return Ne(i.absolute,r,s,o)}case"heat":{let s=this.heatScale(e,n),l={kept:e.polarity,image:r,cover:o};return fn(i.signed,s,this.#a(e.palette),l)}default:{let s=this.#p(e,n);return _t(r,s,o,yo(o))}}}heatScale(e,n){return e.pin!==null?e.pin:this.#c(n).magnitudeRanking.percentile(e.clip.heat)}imageAt(e){return vt(this.#s(e))}stepAt(e,n){if(e<0)return Ne(this.figure.positive,this.figure.image,0);let r=n?this.steps.sharedScale:this.steps.ownScale(e),o=this.steps.level(e),i=o>0?r/o:0;return Ne(this.steps.absolute(e),this.#s(this.steps.alpha(e)),i)}sumAt(e,n){let r=this.#p({...e,mode:"overlay",polarity:"both",certain:!1},n);return _t(this.figure.image,r,1,xo)}read(e,n,r){let o=n*this.figure.width+e,i=this.#u(r),{total:s}=i.absoluteRanking,l=i===this.#e?this.figure.error:null;return{value:i.signed[o],error:l?l[o]:null,rank:i.magnitudeRanking.rank(Math.abs(i.signed[o])),of:i.signed.length,share:s>0?Math.abs(i.absolute[o])/s:0}}#s(e){return hn(this.figure.image,this.figure.baseline,e)}#a(e){let n=this.#t.get(e);return n||(n=mn(E[e].heatPositive,E[e].heatNegative),this.#t.set(e,n)),n}#u(e){return this.isFinal(e)?this.#e:(this.#n?.stage!==e&&(this.#n={stage:e,maps:new xe(this.steps.running(e))}),this.#n.maps)}#l(e,n){let{error:r}=this.figure;return!e.certain||!r||!this.isFinal(n)?this.#u(n):(this.#o??=new He(cn(this.figure,r)),this.#o)}#c(e){return this.isFinal(e)?this.#e:this.#r}#p(e,n){let{width:r,height:o}=this.figure,i=E[e.palette],s=e.mode==="outline";return(e.polarity==="both"?["positive","negative"]:[e.polarity]).map(c=>{let u=this.#c(n).signRanking(c),d=e.clip[e.mode],p=s?yt(u,bo,d):yt(u,d),[h,m]=this.#l(e,n).sign(c),g=un(h,p,m);return{strength:s?dn(g,r,o,{clean:!0}):g,channel:i[c]}})}},xe=class{signed;#e=new Map;#t;constructor(e){this.signed=e}sign(e){return[this.signed,e==="positive"?1:-1]}get signs(){return this.#t??={positive:this.#n("positive"),negative:this.#n("negative")},this.#t}#n(e){let[n,r]=this.sign(e);return n.some(o=>o*r>0)}get absolute(){return this.signed}get absoluteRanking(){return this.#r("absolute",()=>this.absolute.map(Math.abs))}get magnitudeRanking(){return this.#r("magnitude",()=>this.signed.map(Math.abs))}signRanking(e){return this.#r(e,()=>{let[n,r]=this.sign(e);return n.map(o=>Math.max(o*r,0))})}#r(e,n){let r=this.#e.get(e);return r||(r=new X(n()),this.#e.set(e,r)),r}},He=class extends xe{#e;#t;constructor({positive:e,negative:n}){super(e.map((r,o)=>r-n[o])),this.#e={positive:e,negative:n},this.#t=e.map((r,o)=>r+n[o])}sign(e){return[this.#e[e],1]}get absolute(){return this.#t}};var wo="·",Le=class{list;final;error;scale;#e;#t;#n;constructor(e,n){this.list=_o(e,n),this.#e=new Int32Array(e.tokens.length),this.list.forEach(({from:r,to:o},i)=>{this.#e.fill(i,r,o)}),this.#t=vo(this.list.map(({text:r})=>r)),this.final=this.sums(e.values),this.error=e.error&&this.sums(e.error),this.scale=this.final.reduce((r,o)=>Math.max(r,Math.abs(o)),0)}of(e){return e===null?-1:this.#e[e]??-1}ordinal(e){return this.#t[e]??0}sums(e){return Float32Array.from(this.list,({from:n,to:r})=>{let o=0;for(let i=n;i<r;i++)o+=e[i];return o})}get ranking(){return this.#n??=new X(this.final.map(Math.abs)),this.#n}};function vo(t){let e=new Map;return t.map(r=>{let o=(e.get(r)??0)+1;return e.set(r,o),o}).map((r,o)=>(e.get(t[o])??0)>1?r:0)}function gn(t){return t.some((e,n)=>n>0&&bn(t[n-1],e))}function bn(t,e){return t.word===e.word&&t.segment===e.segment&&t.special===e.special}function _o({tokens:t,about:e},n){let r=new Set(e),o=[];t.forEach((i,s)=>{let l=o[o.length-1];if(n&&l&&bn(t[s-1],i))l.to=s+1,l.text+=i.before+i.text,l.about||=r.has(s);else{let{before:c,text:u,special:d,segment:p}=i;o.push({from:s,to:s+1,before:c,text:u,special:d,segment:p,about:r.has(s)})}});for(let i of o)i.text||=wo;return o}var Ue=class{kind="tokens";figure;steps;pieces;#e=[];#t=[];#n;constructor(e){this.figure=e,this.steps=new be(e.steps,e.tokens.length),this.pieces=gn(e.tokens)}units(e){let n=e&&this.pieces,r=Number(n);return this.#e[r]??=new Le(this.figure,n),this.#e[r]}signs({words:e}){let{final:n}=this.units(e);return{positive:n.some(r=>r>0),negative:n.some(r=>r<0)}}values({words:e},n){let r=this.units(e);return this.steps.isFinal(n)?r.final:((this.#n?.stage!==n||this.#n.units!==r)&&(this.#n={stage:n,units:r,values:r.sums(this.steps.running(n))}),this.#n.values)}drawn(e,n){let{error:r}=this.units(e.words),o=e.certain&&this.steps.isFinal(n)?r:null;return this.values(e,n).map((i,s)=>o!==null&&xt(i,o[s])||!yn(e,i)?0:i)}scale(e){return e.textPin??this.units(e.words).scale}read(e,n,r){let o=this.units(e.words),i=this.values(e,r),s=this.steps.isFinal(r),l=s?o.ranking:new X(i.map(Math.abs)),c=Math.abs(i[n]);return{value:i[n],error:s&&o.error?o.error[n]:null,rank:l.rank(c),of:i.length,share:l.total>0?c/l.total:0}}strongest(e,n,r){let{final:o}=this.units(e.words),i=this.values(e,n),s=this.drawn(e,n),l=[];return i.forEach((c,u)=>{let d=c===0&&o[u]!==0&&yn(e,o[u]);(s[u]!==0||d&&!this.steps.isFinal(n))&&l.push({unit:u,value:c,final:o[u]})}),l.sort((c,u)=>Math.abs(u.value)-Math.abs(c.value)||Math.abs(u.final)-Math.abs(c.final)||c.unit-u.unit),l.slice(0,r)}reach(e,n){let r=2*Number(e&&this.pieces)+Number(n);return this.#t[r]??=this.#r(e,n),this.#t[r]}#r(e,n){let r=this.units(e),o=xn(r.final);for(let i=0;!n&&i<=this.steps.count;i++){let{low:s,high:l}=xn(r.sums(this.steps.running(i)));o.low=Math.min(o.low,s),o.high=Math.max(o.high,l)}return o}buildUp(e,n){let{from:r,to:o}=this.units(e).list[n],{weights:i,signed:s,signedScale:l}=this.figure.steps,c=this.figure.tokens.length,u=i.reduce((m,g)=>m+g,0),[d,p]=[0,0],h=i.map((m,g)=>{d+=m;for(let f=r;f<o;f++)p+=m*l[g]*s[g*c+f];return[d/u,p]});return[[0,0],...h.slice(0,-1),[1,this.units(e).final[n]]]}};function xn(t){return t.reduce(({low:e,high:n},r)=>({low:Math.min(e,r),high:Math.max(n,r)}),{low:0,high:0})}function yn({textPolarity:t},e){return t==="both"?!0:t==="positive"?e>0:e<0}function wn(t){return Math.max(0,...t.map(e=>e.units(!0).scale))}var Oe,N,kt,vn,St=0,$n=[],M=v,_n=M.__b,kn=M.__r,Sn=M.diffed,Tn=M.__c,Pn=M.unmount,An=M.__;function En(t,e){M.__h&&M.__h(N,t,St||e),St=0;var n=N.__H||(N.__H={__:[],__h:[]});return t>=n.__.length&&n.__.push({}),n.__[t]}function I(t,e){var n=En(Oe++,4);!M.__s&&Fn(n.__H,e)&&(n.__=t,n.u=e,N.__h.push(n))}function H(t){return St=5,R(function(){return{current:t}},[])}function R(t,e){var n=En(Oe++,7);return Fn(n.__H,e)&&(n.__=t(),n.__H=e,n.__h=t),n.__}function ko(){for(var t;t=$n.shift();)if(t.__P&&t.__H)try{t.__H.__h.forEach(Ve),t.__H.__h.forEach(Tt),t.__H.__h=[]}catch(e){t.__H.__h=[],M.__e(e,t.__v)}}M.__b=function(t){N=null,_n&&_n(t)},M.__=function(t,e){t&&e.__k&&e.__k.__m&&(t.__m=e.__k.__m),An&&An(t,e)},M.__r=function(t){kn&&kn(t),Oe=0;var e=(N=t.__c).__H;e&&(kt===N?(e.__h=[],N.__h=[],e.__.forEach(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0})):(e.__h.forEach(Ve),e.__h.forEach(Tt),e.__h=[],Oe=0)),kt=N},M.diffed=function(t){Sn&&Sn(t);var e=t.__c;e&&e.__H&&(e.__H.__h.length&&($n.push(e)!==1&&vn===M.requestAnimationFrame||((vn=M.requestAnimationFrame)||So)(ko)),e.__H.__.forEach(function(n){n.u&&(n.__H=n.u),n.u=void 0})),kt=N=null},M.__c=function(t,e){e.some(function(n){try{n.__h.forEach(Ve),n.__h=n.__h.filter(function(r){return!r.__||Tt(r)})}catch(r){e.some(function(o){o.__h&&(o.__h=[])}),e=[],M.__e(r,n.__v)}}),Tn&&Tn(t,e)},M.unmount=function(t){Pn&&Pn(t);var e,n=t.__c;n&&n.__H&&(n.__H.__.forEach(function(r){try{Ve(r)}catch(o){e=o}}),n.__H=void 0,e&&M.__e(e,n.__v))};var Mn=typeof requestAnimationFrame=="function";function So(t){var e,n=function(){clearTimeout(r),Mn&&cancelAnimationFrame(e),setTimeout(t)},r=setTimeout(n,35);Mn&&(e=requestAnimationFrame(n))}function Ve(t){var e=N,n=t.__c;typeof n=="function"&&(t.__c=void 0,n()),N=e}function Tt(t){var e=N;t.__c=t.__(),N=e}function Fn(t,e){return!t||t.length!==e.length||e.some(function(n,r){return n!==t[r]})}function At(t){return t.replace(/-/g,"−")}function F(t){if(t==null||!Number.isFinite(t))return"–";if(t===0)return"0";let e=Math.abs(t);return e<1e-4||e>=1e6?At(ze(t.toExponential(2)).replace("e+","e")):e>=100?We(t):At(ze(t.toPrecision(3)))}function ze(t){return t.replace(/(\.\d*?)0+(e|$)/,"$1$2").replace(/\.(e|$)/,"$1")}function We(t){let e=String(Math.round(Math.abs(t))).replace(/\B(?=(\d{3})+$)/g," ");return t<0?`−${e}`:e}function O(t){return Number.isFinite(t)?We(t):"–"}function Pt(t,e){return e!=="probability"||t===null||t===void 0?F(t):Number.isFinite(t)?t>0&&t<5e-4?"<0.001":t<1&&t>=.9995?">0.999":t!==0&&t!==1&&(t<.095||t>.99)?t.toFixed(3):t.toFixed(2):"–"}function C(t,e){let{output:n,score:r,baseline_score:o}=t,i=Pt(e,n);return n!=="probability"||!e||!(e>0&&e<.9995)?i:Pt(r,n)===Pt(o,n)&&F(r)!==F(o)||Math.max(r,o)<5e-4?F(e):i}function j(t){if(t==null||!Number.isFinite(t))return"–";let e=t*100,n=Math.abs(e);return n>0&&n<.01?"<0.01 %":`${n>=99.95?We(e):At(ze(e.toPrecision(n<1?1:3)))} %`}function ne(t){let e=t*100,n=e>=10?We(e):ze(e.toPrecision(2));return`${e>0&&e<.01?"<0.01":n} %`}function Mt(t){let e=ne(t);return e.startsWith("<")?`below ${e.slice(1)}`:`about ${e}`}function A(t){return`${t>0?"+":""}${F(t)}`}function z(t){return t.toFixed(2)}var To=0;function a(t,e,n,r,o,i){e||(e={});var s,l,c=e;if("ref"in c)for(l in c={},e)l=="ref"?s=e[l]:c[l]=e[l];var u={type:t,props:c,key:n,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:void 0,__v:--To,__i:-1,__u:0,__source:o,__self:i};if(typeof t=="function"&&(s=t.defaultProps))for(l in s)c[l]===void 0&&(c[l]=s[l]);return v.vnode&&v.vnode(u),u}function _(t,e,n){return{"data-testid":t,"aria-label":e,title:n,"data-lm-suppress-shortcuts":"true"}}function Be(t,e){let n={ArrowDown:1,ArrowUp:-1}[e.key];if(!n)return;let r=[...t.querySelectorAll("button")],o=r[r.indexOf(e.target)+n];e.preventDefault(),e.stopPropagation(),o?.focus()}function De(t,e,n=0){if(!e)return;let[r,o]=[t,e].map(i=>i.getBoundingClientRect());r.height!==0&&(o.top<r.top+n?t.scrollTop-=r.top+n-o.top:o.bottom>r.bottom-n&&(t.scrollTop+=o.bottom-r.bottom+n))}function U(t){return a("span",{class:"term",title:t.tip,children:t.children})}function $t(t){return a("fieldset",{class:`segments${t.hidden?" unused":""}`,"aria-label":t.name,children:t.options.map(e=>a("button",{type:"button",..._(e.id,e.name??e.label,e.tip),"aria-pressed":e.value===t.value,onClick:()=>t.onPick(e.value),children:e.label},e.value))})}function re(t){return a("button",{type:"button",class:`toggle${t.hidden?" unused":""}`,..._(t.id,t.label,t.tip),"aria-pressed":t.on,onClick:()=>t.onPick(!t.on),children:[a("span",{class:"box",children:t.on&&a(ie,{name:"check"})}),t.label]})}function Et(t){let{value:e,min:n,max:r}=t;return a("label",{class:`slider${t.hidden?" unused":""}`,title:t.tip,children:[a("span",{class:"muted",children:t.name}),a("input",{type:"range",..._(t.id,t.name,t.tip),"aria-valuetext":t.text,min:n,max:r,step:t.step,value:e,style:{"--fill":`${100*(e-n)/(r-n)}%`},onInput:o=>t.onInput(o.currentTarget.valueAsNumber)}),a("output",{class:"number",children:t.text})]})}function oe(t){let e=H(null),{pixels:n,width:r,height:o}=t;return I(()=>ye(e.current,n,r,o),[n,r,o]),a("canvas",{ref:e,class:t.class,"data-testid":t.id,role:"img","aria-label":t.label,width:r,height:o})}function ye(t,e,n,r){t?.getContext("2d")?.putImageData(new ImageData(e,n,r),0,0)}var Po={play:"M4 2.5v11l9-5.5z",pause:"M4 2.5h3v11H4zM9 2.5h3v11H9z",check:"M2.5 8.6 4 7.1l2.6 2.6L12 4.3l1.5 1.5-6.9 6.9z",stop:"M3.5 3.5h9v9h-9z",download:"M7.25 2h1.5v6.2l2.2-2.2 1.05 1.05L8 11.05 4 7.05 5.05 6l2.2 2.2zM3 12.5h10V14H3z"};function ie(t){return a("svg",{class:"icon",viewBox:"0 0 16 16","aria-hidden":"true",children:a("path",{d:Po[t.name]})})}function je(t){let{end:e,pinned:n}=t;return a("span",{class:"scale",children:[a("span",{class:"colour-bar number","data-testid":"colour-bar",title:t.tip,children:[a("span",{class:"ramp",style:{background:`linear-gradient(to right, ${t.stops.map(D).join(", ")})`}}),a("span",{children:F(-e)}),a("span",{children:"0"}),a("span",{children:A(e)})]}),(n||e>0)&&a(re,{id:"pin",label:"pin scale",tip:n?"This scale is kept for all of them; press to fit it to each again":`Keep this scale for ${t.others}, so that they can be compared`,on:n,onPick:t.onPin})]})}function Rn(t){return t.map(e=>`${e.map(Ao).join(",")}\r
`).join("")}function Ao(t){if(typeof t=="number")return Number.isFinite(t)?String(t):"";let e=/^[=+\-@\t\r]./s.test(t)?`'${t}`:t;return/[",\r\n]|^\s|\s$/.test(e)?`"${e.replace(/"/g,'""')}"`:e}function Z({score:t,baseline_score:e,path:n}){let r=[t,e,...n.scores].map(Math.abs).filter(Number.isFinite);return Math.abs(t-e)<=.01*Math.max(...r)}function Cn(t,e,n){let r=[...t.alphas],o=[...t.scores];return r[0]<=0||(r.unshift(0),o.unshift(n)),r[r.length-1]>=1||(r.push(1),o.push(e)),{alphas:r,scores:o}}function Nn(t,e){let{alphas:n,scores:r}=t,o=n.map((u,d)=>d).filter(u=>Number.isFinite(r[u]??Number.NaN));if(o.length===0)return null;let i=o.findIndex(u=>n[u]>=e);if(i<0)return r[o[o.length-1]];if(i===0)return r[o[0]];let[s,l]=[o[i-1],o[i]],c=(e-n[s])/(n[l]-n[s]||1);return r[s]+c*(r[l]-r[s])}function In(t,e,n){let r=.1*Math.abs(e-n);if(!(r>0))return null;let{alphas:o,scores:i}=t,s=u=>Math.abs(i[u]-e),l=o.length-1;for(;l>=0&&s(l)<=r;)l--;if(l===o.length-1)return null;let c=0;if(l>=0){let u=(s(l)-r)/(s(l)-s(l+1)||1);c=o[l]+u*(o[l+1]-o[l])}return 1-c>=.15?c:null}function Hn(t,e=28){let n=t.weights.reduce((s,l)=>s+Math.max(l,0),0),r=Math.max(1,Math.min(e,t.alphas.length)),o=Array.from({length:r},(s,l)=>({from:l/r,to:(l+1)/r,value:0}));if(!(n>0))return o;let i=0;return t.weights.forEach((s,l)=>{let c=s*t.contributions[l],u=i+Math.max(s,0)/n;if(!(!Number.isFinite(c)||u<=i)){for(let d=Math.floor(i*r);d<r&&d/r<u;d++){let p=Math.min(u,o[d].to)-Math.max(i,o[d].from);p>0&&(o[d].value+=c*p/(u-i))}i=u}}),o}function Ke(t,e){let n=0;return t.alphas.forEach((r,o)=>{let i=t.weights[o]*t.contributions[o];r<=e+1e-9&&Number.isFinite(i)&&(n+=i)}),n}var Mo=672;function Ln(t,e,n,r){let o=Math.max(1,Math.ceil(Mo/Math.max(e,n))),i=document.createElement("canvas");i.width=e,i.height=n,ye(i,t,e,n);let s=document.createElement("canvas");s.width=e*o,s.height=n*o;let l=s.getContext("2d");l&&(l.imageSmoothingEnabled=!1,l.drawImage(i,0,0,s.width,s.height),s.toBlob(c=>{c&&Vn(c,`${On(r)}.png`)},"image/png"))}function Un(t,e){let n=`${t.figure.target.label} ${e?"words":"tokens"}`,r=new Blob(["\uFEFF",Rn($o(t,e))],{type:"text/csv;charset=utf-8"});Vn(r,`${On(n)}.csv`)}function $o(t,e){let{list:n,final:r,error:o}=t.units(e),{figure:i}=t,s=Z(i)?null:i.score-i.baseline_score,l=n.map(({text:c,special:u},d)=>[c,r[d],o?o[d]:"",s===null?"":r[d]/s,u?"special":""]);return[[e?"word":"token","value","error","share","kind"],...l]}function Vn(t,e){let n=URL.createObjectURL(t),r=document.createElement("a");r.href=n,r.download=e,r.click(),setTimeout(()=>URL.revokeObjectURL(n),1e4)}function On(t){return(t.normalize("NFKC").match(/[\p{L}\p{N}]+/gu)??[]).join("-").slice(0,60)||"igviz"}function Rt(t){let e=t.score-t.baseline_score,{delta:n}=t.certificate,r=e+n,o=n===0?"":` (${A(n)})`,s=`Completeness: the attributions of all ${t.kind==="tokens"?"tokens":"pixels"} sum to ${A(r)}, and should sum to F(x) − F(x′) = ${A(e)}, the score of the input less that of the baseline`;if(Z(t))return{text:`score hardly changes from the baseline, attributions sum to ${A(r)}`,tip:`${s}. That difference is so small that a percentage of it would say nothing.`};let l=r/e,c=l-1,u=n===0?"exactly":`${j(Math.abs(c))} too ${c>0?"much":"little"}${o}`;return{text:Math.abs(l)<10?`adds up to ${j(l)}`:`adds up to ${F(r)} instead of ${F(e)}`,tip:`${s}: ${u}. A good sum alone does not prove a good attribution, as errors of opposite sign cancel.`}}function Wn(t,e){let n=t.score-t.baseline_score,r=e>=1,o=r?n+t.certificate.delta:Ke(t.path,e);return{text:`Σ ${A(o)} · F(x) − F(x′) ${A(n)}`,tip:r?Rt(t).tip:`Gathered from the baseline up to α; at α = 1 the attributions should sum to F(x) − F(x′) = ${A(n)}`}}function qe(t,e){let n=t.score-t.baseline_score;return Z(t)?A(e):j(e/n)}var Ft="Estimated distance of these attributions from the exact integral, relative to their size";function Ge(t,e=!1){let{error:n,tol:r,converged:o,method:i}=t;if(o===null&&n===null)return{text:"fixed rule: error unknown",tip:`A fixed rule (${i}) evaluates the points it is told to and cannot tell how far the result is from the exact integral. Give tol instead of n_steps to have the error estimated.`};if(o!==!1&&n!==null)return{text:`error ${Mt(n)}`,tip:`${Ft}. It is as small as asked for.`};let s=n===null?"error unknown":`error ${Mt(n)}`;if(e)return{text:`${s}, refining`,tip:`${Ft}. It falls while more is computed.`};let l=r===null?"":` (asked for ${ne(r)})`;return{text:`not converged: ${s}${l}${Eo(t)}`,tip:`${Ft}. It could not be brought down to what was asked for: do not rely on details.`}}function Eo({worst:t}){if(!t)return"";let[e,n]=t.map(z);return e===n?`, worst near α ${e}`:`, worst between α ${e} and ${n}`}function Bn({evaluations:t,method:e}){let n=e==="adaptive"?"chosen as the path required":`by the rule ${e}`;return{text:`${O(t)} evaluation${t===1?"":"s"}`,tip:`How often the model's gradient was computed: the points of the path, ${n}`}}function Dn({tol:t},e){if(t===null)return null;let n=e.filter(r=>r<t*.999);return n.length>0?Math.max(...n):null}function jn({converged:t},{state:e}){return e!=="computing"&&(t!==!1||e!=="ready")}var zn=.9,Fo=.5,Ro=.6;function we(t){let e=t.baseline_prediction;if(!e)return null;let{entropy:n}=e,r=`${e.label} ${C(t,e.score)}`,o=`At the baseline the model says ${r}`;if(n===null)return{leans:!1,text:`says ${r}`,tip:`${o}. Its answers do not exclude each other: several may hold at once.`};let s=t.output==="probability"?e.score>=Fo&&n<zn:n<Ro,l=j(Math.round(100*Math.min(Math.max(n,0),1))/100),c=n>=zn?"undecided":`prefers ${r}`;return{leans:s,text:s?`already says ${r}`:c,tip:`${o}, ${l} undecided (the entropy of the prediction there, as a share of its maximum; 100${Co}% are even odds). `+(s?"The attribution only tells what changes from there on: another baseline may suit better.":"The less it prefers anything there, the better the baseline stands for nothing.")}}var Co=" ";var W=t=>t[0].toUpperCase()+t.slice(1),Ye="No attribution: nothing here changes the score.",qn="Nothing summed up yet: the path begins here.";function Ct(t,e,n=!1){let{positiveName:r,negativeName:o,bothName:i}=E[t.palette];if(t.mode==="image")return"What the model saw.";if(t.mode==="window"&&(e.positive||e.negative))return"Bright pixels matter for the score, dark ones do not.";if(!e.positive&&!e.negative)return Ye;if(t.polarity==="positive"&&!e.positive)return"Nothing here raises the score.";if(t.polarity==="negative"&&!e.negative)return"Nothing here lowers the score.";let s=t.mode==="outline"?" outlines":"";if(t.polarity==="positive")return s?`${W(r)} outlines what raises the score.`:`${W(r)} raises the score.`;if(t.polarity==="negative")return s?`${W(o)} outlines what lowers the score.`:`${W(o)} lowers the score.`;if(s)return`${W(r)} outlines what raises the score, ${o} what lowers it.`;let l=Xe(t,n)?`, ${i} does both`:"";return`${W(r)} raises the score, ${o} lowers it${l}.`}function Xe({mode:t,polarity:e},n){return n&&t==="overlay"&&e==="both"}function se(t,e="image",n=!1){let{positiveName:r,negativeName:o,bothName:i}=E[t.palette],s=e==="image"?"this":"a word",l=Xe(t,n)?` ${W(i)}: one channel of the pixel raises the score, another lowers it.`:"";return`${W(r)}: moving ${s} further from the baseline raises the score. ${W(o)}: moving it back toward the baseline would raise the score.${l}`}function Nt(t,e){let{positiveName:n,negativeName:r}=E[t.palette],o=e.signs(t);if(!o.positive&&!o.negative)return Ye;if(t.textPolarity==="both")return`${W(n)} raises the score, ${r} lowers it.`;let[i,s]=t.textPolarity==="positive"?[n,"raises"]:[r,"lowers"];return`${o[t.textPolarity]?W(i):"Nothing here"} ${s} the score.`}function Gn(t,e,n){if(e.drawn(t,n).some(i=>i!==0))return"";let r=e.signs(t);if(!r.positive&&!r.negative)return Ye;if(!e.steps.isFinal(n))return n===0?qn:"";let o=t.textPolarity==="both"||r[t.textPolarity];return t.certain&&o?`Nothing here is certain: no ${t.words?"word":"token"} exceeds twice its standard error.`:Nt(t,e)}function Yn(t,e,n){if(t.mode==="image")return"";let r=e.signs;if(!r.positive&&!r.negative)return Ye;let o=e.drawnSigns(t,n),i=t.mode==="window"?"both":t.polarity,s=c=>i==="both"||i===c;return Kn.some(c=>s(c)&&o[c])?"":e.isFinal(n)?Kn.some(c=>s(c)&&r[c])?"Nothing here is certain: no pixel exceeds twice its standard error.":Ct(t,r):qn}var Kn=["positive","negative"];function Xn(t,e){let n=e.state==="computing",{text:r}=Ge(t.certificate,n),o=`${t.target.label}, ${t.output} ${C(t,t.score)}`;return`${n?"Computing. ":""}${o}: ${r}.`}function Jn(t){let{figure:e,view:n}=t,r=H(null);I(()=>{let l=r.current?.getRootNode()?.activeElement;return r.current?.focus(),()=>{l instanceof HTMLElement&&l.focus()}},[]);let o=a("b",{class:"clip",children:e.target.label}),i=`the baseline (${e.baseline_name}, α = 0)`;return a("section",{class:"help","aria-label":"What am I looking at?","data-testid":"help-text",children:[a("h3",{children:"What am I looking at?"}),a("div",{class:"answer",children:[e.kind==="tokens"?a("p",{children:["Which words the model's score for ",o," rests on, by Integrated Gradients. A straight path leads from ",i," to the text (α = 1), through the numbers that stand for each token. At each point of it, the step gradient tells how much every token moves the score; added up along the path they give the attribution. The list shows the strongest words; press one to see along the path how it builds up. Special tokens, which the tokenizer adds, have a dashed frame."]}):a("p",{children:["Which parts of the input the model's score for ",o," rests on, by Integrated Gradients. A straight path leads from ",i," to the input (α = 1). At each point of it, the step gradient tells how much every pixel moves the score; added up along the path they give the attribution."]}),a("p",{children:se(n,e.kind)}),a("p",{children:"All attributions together add up to F(x) − F(x′), the score of the input less that of the baseline. Where the score is saturated it no longer changes, and a plain gradient taken there shows next to nothing; that is why the whole path counts."}),a("p",{children:"The error says how far the attribution may be from the exact integral. It speaks about this model and this baseline: another baseline asks another question."})]}),a("button",{ref:r,type:"button",class:"quiet",..._("help-close","Close","Close"),onClick:t.onClose,children:"Close"})]})}function Je(t){let{figure:e,view:n,legend:r,download:o,set:i}=t;return a("footer",{children:[a("div",{class:"line",children:[a("div",{class:"said",children:[a("p",{class:"legend","data-testid":"legend",title:r.tip,children:[r.swatches,r.text]}),t.scale,a(No,{figure:e,host:t.host,status:t.status})]}),a("span",{class:"tools",children:[a("button",{type:"button",class:"round",..._("help","What am I looking at?","What am I looking at?"),"aria-expanded":n.help,onClick:()=>i({help:!n.help}),children:"?"}),a("button",{type:"button",class:"round",..._("download",o.name,o.tip),onClick:o.run,children:a(ie,{name:"download"})})]})]}),n.help&&a(Jn,{figure:e,view:n,onClose:()=>i({help:!1})}),e.notes.length>0&&a("ul",{class:"notes muted","data-testid":"notes",children:e.notes.map(s=>a("li",{title:s,children:s},s))}),a(Io,{facts:e.provenance})]})}function No(t){let{figure:e,host:n,status:r}=t,{certificate:o}=e,i=r.state==="computing",s=o.converged===!1&&!i,l=n?Dn(o,n.choices.tols):null,c=Ge(o,i),u=[Bn(o),Rt(e)];return a("p",{class:`badge number${s?" open":""}`,"data-testid":"certificate",children:[a("span",{class:"error","data-testid":"error",children:a(U,{tip:c.tip,children:c.text})}),u.map(({text:d,tip:p})=>a("span",{children:a(U,{tip:p,children:d})},p)),n&&l!==null&&jn(o,r)&&a("button",{type:"button",class:"quiet",..._("refine",`Refine to an error of ${ne(l)}`,`Compute on, to an error of ${ne(l)}; what is known is kept`),onClick:()=>n.select({tol:l}),children:"refine"})]})}function Io(t){let e=Object.entries(t.facts);return e.length===0?null:a("details",{class:"provenance muted",children:[a("summary",{..._("provenance","How was this computed?","How was this computed?"),children:"How was this computed?"}),a("dl",{children:e.map(([n,r])=>a("div",{children:[a("dt",{children:n}),a("dd",{children:r})]},n))})]})}var Zn="The baseline is the input that counts as 'nothing there': the path starts at it.";function Ze(t){let{figure:e,host:n}=t,{target:r,output:o}=e,i=er(e,n);return a("header",{class:Lo(e,n,t.width)?"":"lines",children:[a("div",{class:"claim",children:[e.title&&a("p",{class:"file muted clip",title:e.title,children:e.title}),a("h2",{tabIndex:-1,..._("target",`Explained: ${r.label}`,`The explained ${o}: ${r.label}`),children:[a("span",{class:"clip",children:r.label})," ",a("span",{class:"number",children:C(e,e.score)})]})]}),a("div",{class:"others",children:[i.map(s=>a(Uo,{entry:s,figure:e,host:n},s.index)),n&&tr(n)&&a(Oo,{host:n})]}),a(Wo,{figure:e,host:n})]})}var Qn=5,Ho=5;function er(t,e){let{predictions:n,target:r}=t,o=e?.choices.labels??[],i=new Set(n.map(({index:l})=>l)),s=o.length>Qn?[]:o.flatMap((l,c)=>i.has(c)?[]:[{index:c,label:l,score:null}]);return[...n.slice(0,Ho),...s].filter(({index:l})=>l!==r.index)}function Lo(t,e,n){let r=(u,d,p)=>Math.min(u.length*d,p),o=r(we(t)?.text??"",8.5,n),i=r(t.target.label,12,n*.5)+110,s=e?170:80+r(t.baseline_name,7,120),l=r(C(t,t.baseline_score),8,90)+30,c=er(t,e).reduce((u,{label:d})=>u+60+r(d,7,150),0);return i+c+(tr(e)?130:0)+s+l+o<=n}var tr=t=>(t?.choices.labels.length??0)>Qn;function Uo(t){let{entry:e,figure:n,host:r}=t,o=a($,{children:[a("span",{class:"clip",children:e.label})," ",e.score!==null&&a("span",{class:"number muted",children:C(n,e.score)})]}),i=`class-${e.index}`;return r?a("button",{type:"button",class:"other",..._(i,`Explain ${e.label}`,`Explain ${e.label} instead`),onClick:()=>r.select({target:e.index}),children:o}):a("span",{class:"other","data-testid":i,title:e.label,children:o})}function Vo(t){let e=new Map;for(let n of t)e.set(n,(e.get(n)??0)+1);return new Map(t.map((n,r)=>[(e.get(n)??0)>1?`${n} (${r})`:n,r]))}function Oo(t){let{labels:e}=t.host.choices,n=R(()=>Vo(e),[e]),r=o=>{let i=o.value.trim(),s=n.get(i)??n.get(zo(n,i)),l=i!==""&&s===void 0;o.setCustomValidity(l?`No class is called "${i.slice(0,60)}".`:""),l&&o.reportValidity(),s!==void 0&&(o.value="",t.host.select({target:s}))};return a("span",{class:"find",children:[a("input",{class:"search",type:"text",list:"igviz-classes",placeholder:"find a class",autocomplete:"off",spellcheck:!1,..._("class-search","Find a class to explain","Explain any other class by its name"),onInput:o=>{o.currentTarget.setCustomValidity(""),o.inputType==="insertReplacementText"&&r(o.currentTarget)},onKeyDown:o=>o.key==="Enter"&&r(o.currentTarget),onChange:o=>r(o.currentTarget)}),a("datalist",{id:"igviz-classes",children:[...n.keys()].map(o=>a("option",{value:o},o))})]})}function zo(t,e){let n=e.toLowerCase(),r=[...t.keys()].filter(o=>o.toLowerCase()===n);return r.length===1?r[0]:""}function Wo(t){let{figure:e,host:n}=t,{baseline_name:r}=e,o=n?.asked?.baseline??r,i=n?.choices.baselines??[],s=we(e);return a("div",{class:"baseline",children:[a(U,{tip:Zn,children:"baseline"}),n&&i.length>0?a("select",{..._("baseline","Baseline",Zn),value:o,onChange:l=>n.select({baseline:l.currentTarget.value}),children:(i.includes(o)?i:[o,...i]).map(l=>a("option",{value:l,children:l},l))}):a("span",{class:"clip","data-testid":"baseline",title:o,children:o}),a("span",{class:"number muted",title:"The score of the baseline, F(x′)",children:C(e,e.baseline_score)}),s&&a("span",{class:`says number${s.leans?" leans":" muted"}`,"data-testid":"baseline-says",title:s.tip,children:s.text})]})}function nr(t,e){if(e<700)return!1;let n=t.tokens.map(o=>o.before+o.text).join("")+t.after,r=0;for(let o of n.split(`
`)){let i=o.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length??0;r+=Math.max(1,Math.ceil((o.length+i)*9.6/e))}return r>6}function rr(t,e,n,r=448,o=1){let i=Math.max(Math.min(n/t,r/t,r/e),1/t),s=Math.floor(i*o+1e-6)/o,l=s>=.85*i?s:i;return{width:t*l,height:e*l,pixelated:l*o>=1}}function Qe(t){return t<700?t:Math.min(448,Math.round(t*.47))}function ae(t){let{text:e,ordinal:n}=t;return a("span",{class:"word",title:e,children:[a("bdi",{class:"clip",dir:"auto",children:e}),n>0&&a("sup",{class:"muted number",children:n})]})}function or(t,e){let n=t.ordinal(e);return`${t.list[e].text}${n>0?` (${n})`:""}`}var ce=1e3,It=`0 0 ${ce} ${ce}`;function Ht(t,e=.08){let n=t.filter(Number.isFinite),r=Math.min(...n),o=Math.max(...n);n.length===0&&([r,o]=[0,1]);let i=o-r,s=i>0?e*i:Math.abs(o)||1;return{low:r,high:o,at:l=>(l-(r-s))/(i+2*s)}}var ir=t=>t*ce,le=t=>(1-t)*ce;function sr(t){let{figure:e,alpha:n}=t,{score:r,baseline_score:o,output:i}=e,s=Cn(e.path,r,o),l=Ht([...s.scores,r,o]),c=In(s,r,o),u=Nn(s,n),d=s.alphas.map((p,h)=>[p,s.scores[h]]).filter(([,p])=>Number.isFinite(p??Number.NaN)).map(([p,h])=>`${ir(p).toFixed(1)},${le(l.at(h)).toFixed(1)}`);return a($,{children:[a("p",{class:"caption",children:[a(U,{tip:"F(α): the explained output of the model at each point of the path from the baseline (α = 0) to the input (α = 1)",children:[i," along the path"]}),a("span",{class:"number",children:["F(",z(n),") = ",C(e,u)]})]}),a(Do,{scale:l,figure:e}),a(lr,{id:"score-chart",alpha:n,onPick:t.onPick,children:[c!==null&&a("div",{class:"saturated hatched",style:{left:`${100*c}%`}}),a("svg",{viewBox:It,preserveAspectRatio:"none","aria-hidden":"true",children:[a("line",{class:"rule",x1:"0",x2:ce,y1:le(l.at(r)),y2:le(l.at(r))}),a("line",{class:"rule",x1:"0",x2:ce,y1:le(l.at(o)),y2:le(l.at(o))}),a("polyline",{class:"score ahead",points:d.join(" ")})]}),a("svg",{viewBox:It,preserveAspectRatio:"none","aria-hidden":"true",style:{clipPath:`inset(-4px ${100*(1-n)}% -4px -4px)`},children:a("polyline",{class:"score",points:d.join(" ")})}),u!==null&&a("div",{class:"dot",style:{left:`${100*n}%`,bottom:`${100*l.at(u)}%`}}),t.buildUp&&a(Bo,{buildUp:t.buildUp}),c!==null&&a("div",{class:`saturated${r<o?" top":""}`,"data-testid":"saturated",style:{left:`${100*c}%`},title:`From α = ${z(c)} on the score stays within 10 % of its final value: the gradient there says little about the prediction`,children:a("span",{class:"remark",children:["saturated",a("span",{class:"why",children:": plain gradients fail here"})]})})]})]})}function Bo(t){let{name:e,ordinal:n,points:r}=t.buildUp,o=Ht([0,...r.map(([,c])=>c)]),i=r[r.length-1][1],s=i<0?"down":"up",l=r.map(([c,u])=>`${ir(c).toFixed(1)},${le(o.at(u)).toFixed(1)}`);return a($,{children:[a("svg",{viewBox:It,preserveAspectRatio:"none","aria-hidden":"true",children:a("polyline",{class:`growth ${s}`,points:l.join(" ")})}),a("p",{class:`grows ${s}`,"data-testid":"growth",children:[a(ae,{text:e,ordinal:n}),a("span",{class:"number",children:[A(i),","," ",a(U,{tip:"This line has a scale of its own: it begins at zero",children:"own scale"})]})]})]})}function Do(t){let{scale:e,figure:n}=t,{score:r,baseline_score:o}=n,i=Math.abs(e.at(o)-e.at(r))<.15;return a("div",{class:"ticks number muted","aria-hidden":"true",children:[a("span",{style:{bottom:`${100*e.at(r)}%`},title:"F(x): the score of the input",children:C(n,r)}),!i&&a("span",{style:{bottom:`${100*e.at(o)}%`},title:"F(x′): the score of the baseline",children:C(n,o)})]})}function ar(t){let{figure:e,alpha:n}=t,r=Hn(e.path),o=Ht([0,...r.map(s=>s.value)],.02),i=o.at(0);return a($,{children:[a("div",{class:"ticks share muted",children:a("span",{class:"name",children:a(U,{tip:"What each stretch of α contributes to the score: its step gradients, summed over the whole input",children:"share"})})}),a(lr,{id:"share-chart",alpha:n,onPick:t.onPick,children:[r.map(s=>a("div",{class:`bar ${s.value<0?"down":"up"}${s.from>=n?" ahead":""}`,style:{left:`${100*s.from}%`,width:`${100*(s.to-s.from)}%`,bottom:`${100*Math.min(i,o.at(s.value))}%`,height:`${100*Math.abs(o.at(s.value)-i)}%`},title:jo(e,s)},s.from)),a("div",{class:"zero",style:{bottom:`${100*i}%`}})]})]})}function jo(t,e){return`α ${z(e.from)} to ${z(e.to)}: ${qe(t,e.value)}`}function lr(t){let e=n=>{if(n.buttons!==1)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let r=n.currentTarget.getBoundingClientRect(),o=(n.clientX-r.left)/r.width;t.onPick(Math.round(100*Math.max(0,Math.min(1,o)))/100)};return a("div",{class:`plot ${t.id}`,"data-testid":t.id,onPointerDown:e,onPointerMove:e,children:[a("div",{class:"now",style:{left:`${100*t.alpha}%`}}),t.children]})}var cr="α is the place on the straight path from the baseline (0) to the input (1).";function et(t){let{figure:e,view:n,set:r}=t,o=i=>r({alpha:i,playing:!1});return a("section",{class:"path","aria-label":"Along the path from the baseline to the input",children:[a(sr,{figure:e,alpha:n.alpha,buildUp:t.buildUp??null,onPick:o}),a(ar,{figure:e,alpha:n.alpha,onPick:o}),a("div",{class:"ticks alpha-label",children:a("span",{class:"name number",children:[a(U,{tip:cr,children:"α"})," ",z(n.alpha)]})}),a("input",{type:"range",class:"alpha",..._("alpha","α, place on the path",cr),"aria-valuetext":`α ${z(n.alpha)}`,min:0,max:1,step:.01,value:n.alpha,style:{"--fill":`${100*n.alpha}%`},onInput:i=>o(i.currentTarget.valueAsNumber)}),a(Ko,{...t}),a("p",{class:"ends muted","aria-hidden":"true",children:[a("span",{children:"0 baseline"}),a("span",{children:"1 input"})]}),t.children]})}function Ko(t){let{host:e,view:n,set:r}=t;if(e&&t.status.state==="computing")return Lt({host:e});let o=n.playing?"Pause":"Play along α";return a("button",{type:"button",class:"round",..._("play",o,o),onClick:()=>r(n.playing?{playing:!1}:qo(n)),children:a(ie,{name:n.playing?"pause":"play"})})}var qo=t=>({playing:!0,alpha:t.alpha>=1?0:t.alpha});function Lt(t){return a("button",{type:"button",class:"round",..._("stop","Stop computing","Stop computing and keep the best so far"),onClick:()=>t.host.stop(),children:a(ie,{name:"stop"})})}var Go=[{value:"window",label:"Window",id:"mode-window",tip:"The image, dimmed where the attribution is small"},{value:"overlay",label:"Overlay",id:"mode-overlay",tip:"The attribution as colour over the dimmed image"},{value:"heat",label:"Heat map",id:"mode-heat",tip:"The attribution alone, on a scale with zero in the middle"},{value:"outline",label:"Outline",id:"mode-outline",tip:"Borders of the regions that hold most of the attribution"},{value:"image",label:"Image",id:"mode-image",tip:"What the model saw"}],Yo=[{value:"positive",label:"+",id:"polarity-positive",name:"Positive attribution",tip:"Only what raises the score"},{value:"negative",label:"−",id:"polarity-negative",name:"Negative attribution",tip:"Only what lowers the score"},{value:"both",label:"both",id:"polarity-both",name:"Both signs",tip:"What raises and what lowers the score"}],Xo={window:"Percentile of pixels shown at full brightness: lower shows fainter attribution",overlay:"Percentile of attribution mass drawn at full colour: lower shows fainter attribution",heat:"Percentile of pixels drawn in the end colours: lower shows fainter attribution",outline:"Percentile of attribution mass a region starts at: lower takes in fainter attribution",image:""},Jo={min:80,max:100,step:.1},Zo={min:0,max:95,step:1},Qo="Show only what is certain: pixels whose attribution is more than twice its standard error";function Ut(t){return a($t,{name:"Polarity",value:t.value,options:Yo,hidden:t.hidden??!1,onPick:t.onPick})}function Vt(t){let{view:e,tip:n,set:r}=t;return a(re,{id:"certain",label:"certain only",tip:e.alpha<1?`${n}. Errors are known of the whole path, at α = 1`:n,on:e.certain,hidden:t.hidden??!1,onPick:o=>r({certain:o})})}function Ot(t){let{view:e}=t,n=e.palette==="green-red"?"blue-orange":"green-red";return a("button",{type:"button",class:`palette${t.hidden?" unused":""}`,..._("palette",`Colours: ${E[e.palette].label}. Switch to ${E[n].label}`,`${E[e.palette].label}; press for ${E[n].label.toLowerCase()}`),onClick:()=>t.set({palette:n}),children:[a("span",{class:"swatch up",children:"+"}),a("span",{class:"swatch down",children:"−"})]})}function ur(t){let{view:e,set:n}=t,{mode:r}=e,o=r==="image",i=(s,l)=>n({[s]:{...e[s],[r]:l}});return a("div",{class:"controls",children:[a($t,{name:"Mode",value:r,options:Go,onPick:s=>n({mode:s})}),a(Ut,{value:e.polarity,hidden:o||r==="window",onPick:s=>n({polarity:s})}),a("div",{class:"shades",children:[t.errors&&a(Vt,{view:e,tip:Qo,hidden:o,set:n}),a(Et,{id:"clip",name:"clip",tip:Xo[r],...r==="outline"?Zo:Jo,value:e.clip[r],text:`${F(e.clip[r])}`,hidden:o||r==="heat"&&e.pin!==null,onInput:s=>i("clip",s)}),a(Et,{id:"strength",name:"strength",tip:"How strongly the attribution covers the image",min:0,max:1,step:.01,value:e.strength[r],text:e.strength[r].toFixed(2),hidden:o,onInput:s=>i("strength",s)}),a(Ot,{view:e,hidden:o||r==="window",set:n})]})]})}function pr(t){let{scene:e,view:n,stage:r}=t,{figure:o}=e,i={width:o.width,height:o.height},s=e.steps.nearest(n.alpha),l=R(()=>e.imageAt(n.alpha),[e,n.alpha]),c=R(()=>e.stepAt(s,n.sharedScale),[e,s,n.sharedScale]),u=R(()=>e.sumAt(n,r),[e,r,n.palette]),d=qe(o,Ke(o.path,n.alpha)),p=n.sharedScale?"one scale":"own scale";return a("div",{class:"moments",children:[a("figure",{children:[a(oe,{id:"alpha-image",label:"The image at α",pixels:l,...i}),a("figcaption",{children:a("span",{title:"baseline + α (image − baseline): what the model is shown here",children:"image at α"})})]}),a("figure",{children:[a(oe,{id:"alpha-step",label:"The step gradient at α",pixels:c,...i}),a("figcaption",{children:[a("span",{title:"What this α contributes: bright where |(x − x′) ⊙ ∇F| is large",children:"step gradient"}),a("button",{type:"button",class:"quiet",..._("scale-toggle",`Brightness of the step gradient: ${p}`,n.sharedScale?"All steps share one brightness; press to scale each by itself":"Each step has its own brightness; press to share one for all steps"),"aria-pressed":n.sharedScale,onClick:()=>t.set({sharedScale:!n.sharedScale}),children:p})]})]}),a("figure",{children:[a(oe,{id:"alpha-sum",label:"The attribution summed up to α",pixels:u,...i}),a("figcaption",{children:[a("span",{title:"Attribution gathered from the baseline up to α, and its share of F(x) − F(x′)",children:"sum up to α"}),a("span",{class:"number muted",children:d})]})]})]})}function dr(t){let{scene:e,pixels:n,fit:r,view:o,set:i}=t,{width:s,height:l}=e.figure,c=H(null);I(()=>ye(c.current,n,s,l),[n,s,l]);let u=h=>{let m=h.currentTarget.getBoundingClientRect(),g=Math.floor((h.clientX-m.left)/m.width*s),f=Math.floor((h.clientY-m.top)/m.height*l);i({pixel:{x:ue(g,s),y:ue(f,l)}})},d=h=>{let m=ei(o.pixel,h,s,l);m!==void 0&&(h.preventDefault(),h.stopPropagation(),i({pixel:m}))},p={width:`${r.width}px`,height:`${r.height}px`};return a("div",{class:"picture",children:[a("div",{class:"frame",style:p,children:[a("canvas",{ref:c,class:r.pixelated?"sharp":"",style:p,width:s,height:l,role:"img",tabIndex:0,"data-testid":"picture","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single pixels.`,onPointerMove:u,onPointerDown:u,onPointerLeave:()=>i({pixel:null}),onKeyDown:d,onBlur:()=>i({pixel:null})}),t.silence&&a("p",{class:"silence","data-testid":"silence",children:a("span",{children:t.silence})}),o.pixel&&a(ti,{...o.pixel,width:s,height:l,fit:r})]}),a(ni,{scene:e,view:o,stage:t.stage})]})}var ue=(t,e)=>Math.max(0,Math.min(e-1,t));function ei(t,e,n,r){let o=e.shiftKey?10:1,i={ArrowLeft:[-o,0],ArrowRight:[o,0],ArrowUp:[0,-o],ArrowDown:[0,o]};if(e.key==="Escape")return t?null:void 0;let s=i[e.key];if(s)return t?{x:ue(t.x+s[0],n),y:ue(t.y+s[1],r)}:{x:n>>1,y:r>>1}}function ti(t){let{fit:e}=t,[n,r]=[e.width/t.width,e.height/t.height],o=Math.max(n,5)+4;return a("div",{class:"crosshair",style:{left:`${(t.x+.5)*n-o/2}px`,top:`${(t.y+.5)*r-o/2}px`,width:`${o}px`,height:`${o}px`}})}function ni(t){let{pixel:e}=t.view;if(!e)return a("p",{class:"readout muted","data-testid":"readout",children:"Point at a pixel, or use arrow keys, to read it."});let{width:n,height:r}=t.scene.figure,[o,i]=[ue(e.x,n),ue(e.y,r)],s=t.scene.read(o,i,t.stage),l=s.error!==null,c=l?` ± ${F(s.error)}`:"";return a("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[a("span",{children:["(",o,", ",i,")"]}),a("span",{title:`Attribution of the pixel, its channels added up${l?", ± one standard error":""}`,children:`${A(s.value)}${c}`}),a("span",{title:`Rank by size, whatever the sign, of ${O(s.of)} pixels`,children:["rank ",O(s.rank)]}),a("span",{title:"Share of the sum of all absolute attributions",children:[j(s.share)," of total"]})]})}var oi=320;function hr(t){let{scene:e,view:n,set:r,host:o,status:i}=t,{figure:s}=e,{width:l,height:c,target:u}=s,d=e.stage(n.alpha),{mode:p,polarity:h,palette:m,certain:g,pin:f}=n,y=R(()=>e.picture(n,d),[e,d,p,h,m,g,f,n.clip[p],n.strength[p]]),b=rr(l,c,Qe(t.width),448,t.ratio),x=e.signsMeet,P=Ct(n,e.signs,x),k=`${p} of the attribution for ${u.label}. ${P}`;return a($,{children:[a(Ze,{figure:s,host:o,width:t.width}),a("main",{style:{"--picture":`${Math.max(b.width,oi)}px`,"--aspect":l/c},children:[a(dr,{scene:e,pixels:y,label:k,stage:d,view:n,set:r,silence:Yn(n,e,d),fit:b}),a(et,{figure:s,view:n,set:r,status:i,host:o,children:a(pr,{scene:e,stage:d,view:n,set:r})})]}),a(ur,{view:n,errors:s.error!==null,set:r}),a(Je,{figure:s,view:n,set:r,host:o,status:i,legend:{text:P,tip:se(n,"image",x),swatches:a(ii,{view:n,meet:x})},scale:p==="heat"&&a(si,{scene:e,stage:d,view:n,set:r}),download:{name:"Download the picture",tip:"Download this picture as PNG",run:()=>Ln(y,l,c,`${u.label} ${p}`)}})]})}function ii(t){let{view:e}=t;return e.mode!=="overlay"&&e.mode!=="outline"?null:a($,{children:[e.polarity!=="negative"&&a("span",{class:"swatch up",children:"+"}),e.polarity!=="positive"&&a("span",{class:"swatch down",children:"−"}),Xe(e,t.meet)&&a("span",{class:"swatch both",children:"±"})]})}function si(t){let{scene:e,view:n,set:r}=t,{heatPositive:o,heatNegative:i}=E[n.palette],s=e.heatScale(n,t.stage),l=(d,p)=>d.map(h=>p?d[0]:h),c=l(i,n.polarity==="positive"),u=l(o,n.polarity==="negative");return a(je,{stops:[...c.reverse(),...u.slice(1)],end:s,tip:`Attribution of a pixel in the unit of the score (${e.figure.output}); values beyond an end have its colour`,pinned:n.pin!==null,others:"other classes and pictures",onPin:d=>r({pin:d?s:null})})}var mr=8;function fr(t){let{scene:e,units:n,stage:r,view:o,set:i}=t,s=H(null),l=e.strongest(o,r,mr),c=e.steps.isFinal(r),{low:u,high:d}=e.reach(o.words,c),p=d-u||1,h=k=>`${100*(k-u)/p}%`,m=n.of(o.token),g=n.of(o.hover),f=o.words?"word":"token",y=Math.max(0,l.findIndex(k=>k.unit===m)),b=k=>s.current&&Be(s.current,k),x=(k,S)=>{let{unit:T,value:w}=k,{text:ee,from:K,special:me}=n.list[T],L=or(n,T),q=`${A(w)}${c?"":`, in the end ${A(k.final)}`}`,Kr=[w<0?"down":"up",me&&"special",T===g&&"hovered"];return a("li",{children:a("button",{type:"button",class:Kr.filter(Boolean).join(" "),..._(`bar-${S}`,`${L}: ${q}`,`${L}: ${q}`),"aria-pressed":T===m,tabIndex:S===y?0:-1,onPointerEnter:()=>i({hover:K}),onPointerLeave:()=>i({hover:null}),onClick:()=>i({token:T===m?null:K}),children:[a(ae,{text:ee,ordinal:n.ordinal(T)}),a("span",{class:"track",children:[a("span",{class:"sum",style:{left:h(Math.min(w,0)),width:`${100*Math.abs(w)/p}%`}}),a("span",{class:"origin",style:{left:h(0)}}),!c&&a("span",{class:"end",style:{left:h(k.final)}})]}),a("span",{class:"number",children:A(w)})]})},K)},P=Wn(e.figure,o.alpha);return a("section",{class:c?"bars final":"bars","aria-label":`The strongest ${f}s`,"data-testid":"bars",children:[a("p",{class:"caption",children:[a(U,{tip:`The ${f}s with the largest attribution gathered from the baseline up to α${c?"":"; the thin mark is where each ends"}`,children:["strongest ",f,"s"]}),a("span",{class:"muted number",children:c?"":`up to α ${z(o.alpha)}`})]}),a("ul",{ref:s,style:{"--rows":Math.min(mr,n.list.length)},onKeyDown:b,children:l.map(x)}),a("p",{class:"total number","data-testid":"total",title:P.tip,children:[a("span",{class:"muted",children:["sum of all ",O(n.list.length)]}),a("span",{children:P.text})]})]})}var ai=Math.sqrt(.052500000000000005)-.05,li=[0,0,0],ci=[255,255,255],zt=.05,ui=.3,pi=.12;function di(t,e){let n=Math.min(Math.abs(t),1),r=t>=0?e.tokenPositive:e.tokenNegative;return gr(e.tokenNeutral,r,n)}function hi(t){return mi(t)>ai?li:ci}function tt(t,e,n){let r=Math.min(Math.abs(t),1);if(!(r>zt))return null;let o=Math.min(1,(r-zt)/(ui-zt)),i=gr(n,di(t,e),o);return{strength:r,background:i,text:o<pi?null:hi(i)}}function gr(t,e,n){let[r,o,i]=t.map((s,l)=>Math.round(s+n*(e[l]-s)));return[r,o,i]}function mi(t){let[e,n,r]=t.map(o=>{let i=o/255;return i<=.04045?i/12.92:((i+.055)/1.055)**2.4});return .2126*e+.7152*n+.0722*r}var xr=8,br=2;function yr(t,e,n,r){if(t.hidden=e.scrollHeight<=e.clientHeight+4,t.hidden)return;t.height=e.clientHeight,t.style.height=`${t.height}px`;let o=t.getContext("2d");if(!o)return;let i=r.flatMap((s,l)=>s?[{...s,place:n[l]}]:[]);for(let{background:s,place:l}of i.sort((c,u)=>c.strength-u.strength))o.fillStyle=D(s),o.fillRect(0,Math.round(l*(t.height-br)),xr,br)}function wr(t){let e=n=>{let r=t.box.current;if(n.buttons!==1||!r)return;n.type==="pointerdown"&&n.currentTarget.setPointerCapture?.(n.pointerId);let{top:o,height:i}=n.currentTarget.getBoundingClientRect();r.scrollTop=(n.clientY-o)/i*r.scrollHeight-r.clientHeight/2};return a("canvas",{ref:t.canvas,class:"strip","data-testid":"strip",role:"img","aria-label":"Where in the whole text the colours lie",title:"Where in the whole text the colours lie; press to go there",width:xr,hidden:!0,onPointerDown:e,onPointerMove:e})}var nt=class{#e;#t;#n;#r;#o;constructor(e){this.#e=e,this.#t=[...e.querySelectorAll("[data-unit]")],this.#n=this.#t.map(()=>"?"),this.#o={chosen:void 0,hovered:void 0};for(let n of this.#t)delete n.dataset.chosen,delete n.dataset.hovered}places(e){if(this.#r?.width!==e){let n=this.#e.scrollHeight||1,r=this.#t.map(o=>o.offsetTop/n);this.#r={width:e,tops:r}}return this.#r.tops}paint(e){this.#t.forEach((n,r)=>{let o=e[r],i=o?`${o.background},${o.text}`:"";i!==this.#n[r]&&(this.#n[r]=i,n.style.backgroundColor=o?D(o.background):"",n.style.color=o?.text?D(o.text):"")})}mark(e,n){this.#i("chosen",this.#t[e]),this.#i("hovered",this.#t[n])}#i(e,n){let r=this.#o[e];r!==n&&(r&&delete r.dataset[e],n&&(n.dataset[e]="true"),this.#o[e]=n)}show(e){De(this.#e,this.#t[e],24)}moved(e,n){let r=this.#t.length-1,{key:o}=n;if(n.ctrlKey||n.metaKey||n.altKey)return;if(o==="Escape")return e>=0?null:void 0;if(o==="Home")return 0;if(o==="End")return r;if(!/^Arrow/.test(o))return;if(e<0)return 0;if(o==="ArrowUp"||o==="ArrowDown")return this.#a(e,o==="ArrowDown");let i=o==="ArrowRight"!==this.#s(e),s=n.shiftKey?10:1;return Math.max(0,Math.min(r,e+(i?s:-s)))}#s(e){let n=this.#t[e]?.closest(".written");return n!==null&&getComputedStyle(n).direction==="rtl"}#a(e,n){let r=this.#t[e].getBoundingClientRect(),o=(r.left+r.right)/2,i=n?1:-1,s=e,l,c=Number.POSITIVE_INFINITY;for(let u=e+i;this.#t[u];u+=i){let d=this.#t[u].getBoundingClientRect();if(!(n?d.top>=r.bottom-2:d.bottom<=r.top+2))continue;if(l??=d.top,Math.abs(d.top-l)>d.height/2)break;let h=Math.abs((d.left+d.right)/2-o);h<c&&([c,s]=[h,u])}return s}};function Wt(t,e,n,r,o=t.scale(e)){let i=E[e.palette],s=t.drawn(e,n);return Array.from(s,l=>o>0?tt(l/o,i,r):null)}function _r(t){let{scene:e,units:n,stage:r,view:o,paper:i,set:s}=t,l=H(null),c=H(null),u=H(null),d=n.of(o.token),p=n.of(o.hover),h=R(()=>fi(e,n),[e,n]);I(()=>{l.current&&(c.current=new nt(l.current))},[h]);let{palette:m,textPolarity:g,certain:f,textPin:y}=o,b=[h,r,m,g,f,y,String(i)],x=R(()=>Wt(e,o,r,i),b);I(()=>c.current?.paint(x),[x]),I(()=>{l.current&&c.current&&u.current&&yr(u.current,l.current,c.current.places(t.width),x)},[x,t.width]),I(()=>c.current?.mark(d,p),[h,d,p]),I(()=>{d>=0&&c.current?.show(d)},[h,d]);let P=T=>n.list[T]?.from??null,k=T=>{let w=vr(T);w!==p&&s({hover:P(w)})},S=T=>{let w=c.current?.moved(d,T);w!==void 0&&(T.preventDefault(),T.stopPropagation(),s({token:w===null?null:P(w)}))};return a("div",{class:"text",children:[a("div",{class:"sheet",children:[a("section",{ref:l,class:"words",tabIndex:0,"data-testid":"text","data-lm-suppress-shortcuts":"true","aria-label":`${t.label}. Arrow keys read out single words.`,onPointerMove:k,onPointerDown:k,onPointerLeave:()=>o.hover!==null&&s({hover:null}),onClick:T=>{let w=vr(T);s({token:w===d?null:P(w)})},onKeyDown:S,children:h}),a(wr,{canvas:u,box:l})]}),a(gi,{scene:e,units:n,stage:r,view:o,silence:t.silence})]})}function vr(t){let e=t.target?.closest?.("[data-unit]");return e?Number(e.getAttribute("data-unit")):-1}function fi(t,e){let{list:n}=e,r=n.flatMap((o,i)=>i===0||o.segment!==n[i-1].segment?[i]:[]);return r.map((o,i)=>{let s=r[i+1]??n.length,l=s===n.length;return a("div",{class:"segment",children:[r.length>1&&a("p",{class:"part muted",children:["text ",O(n[o].segment+1)]}),a("div",{class:"written",dir:"auto",children:[n.slice(o,s).map((c,u)=>a(Bt,{unit:c,index:o+u},o+u)),l&&t.figure.after]})]},o)})}function Bt(t){let{unit:e,index:n}=t,r=e.special?"bdi":"span",o=`unit${e.special?" special":""}${e.about?" about":""}`,i=t.tone&&{backgroundColor:D(t.tone.background),...t.tone.text&&{color:D(t.tone.text)}};return a($,{children:[e.before,a(r,{class:o,"data-unit":n,...i?{style:i}:{},children:e.text})]})}function gi(t){let{scene:e,units:n,stage:r,view:o}=t,i=n.of(o.hover),s=i>=0?i:n.of(o.token);if(s<0)return a("p",{class:"readout muted","data-testid":"readout",children:[t.silence||"Point at a word, or use arrow keys, to read it.",e.figure.about.length>0&&a("span",{children:"Underlined: what the output speaks of."})]});let{figure:l}=e,c=e.read(o,s,r),u=c.error!==null,d=u?` ± ${F(c.error)}`:"",p=l.score-l.baseline_score,h=n.list[s];return a("p",{class:"readout number","data-testid":"readout","aria-live":"polite",children:[a(ae,{text:h.text,ordinal:n.ordinal(s)}),a("span",{title:`Attribution: the step gradients of the embedding, added up${u?", ± one standard error":""}`,children:`${A(c.value)}${d}`}),Z(l)?a("span",{title:"Share of the sum of all absolute attributions",children:[j(c.share)," of total"]}):a("span",{title:"Its part of F(x) − F(x′), the score of the input less that of the baseline",children:[j(c.value/p)," of the change"]}),a("span",{title:`Rank by size, whatever the sign, of ${O(c.of)} boxes`,children:["rank ",O(c.rank)," of ",O(c.of)]}),h.special&&a("span",{class:"muted",children:"special token"}),h.about&&a("span",{class:"muted",children:"what the output speaks of"})]})}var bi=t=>`Show only what is certain: ${t} whose attribution is more than twice its standard error`;function Sr(t){let{scene:e,view:n,set:r,host:o,status:i,paper:s}=t,{figure:l}=e,c=e.steps.stage(n.alpha),u=e.units(n.words),d=n.words?"words":"tokens",p=u.of(n.token),h=Nt(n,e),m=`Attribution of each word for ${l.target.label}. ${h}`,g=p<0?null:{name:u.list[p].text,ordinal:u.ordinal(p),points:e.buildUp(n.words,p)},f={view:n,set:r};return a($,{children:[a(Ze,{figure:l,host:o,width:t.width}),a("main",{class:nr(l,t.width)?"text-beside":"text-above",children:[a(_r,{scene:e,units:u,stage:c,paper:s,label:m,width:t.width,...f,silence:Gn(n,e,c)}),a(et,{figure:l,status:i,host:o,buildUp:g,...f,children:a(fr,{scene:e,units:u,stage:c,...f})})]}),a("div",{class:"controls",children:[a(Ut,{value:n.textPolarity,onPick:y=>r({textPolarity:y})}),e.pieces&&a(re,{id:"words",label:"whole words",tip:"The pieces of a word are added up and shown as one; without this, token by token",on:n.words,onPick:y=>r({words:y})}),l.error&&a(Vt,{tip:bi(d),...f}),a("div",{class:"colours",children:[a(xi,{scene:e,paper:s,...f}),a(Ot,{...f})]})]}),a(Je,{figure:l,host:o,status:i,...f,legend:{text:h,tip:se(n,"tokens")},download:{name:"Download the values",tip:`Download the values of these ${d} as a table (CSV)`,run:()=>Un(e,n.words)}})]})}var kr=8;function xi(t){let{scene:e,view:n,paper:r,set:o}=t,i=E[n.palette],s=e.scale(n),l={positive:"negative",negative:"positive",both:""}[n.textPolarity],c=Array.from({length:2*kr+1},(u,d)=>{let p=d/kr-1;return(l===(p<0?"negative":"positive")?null:tt(p,i,r)?.background)??r});return a(je,{stops:c,end:s,tip:`Attribution in the unit of the score (${e.figure.output}); values beyond an end have its colour`,pinned:n.textPin!==null,others:"other classes and texts",onPin:u=>o({textPin:u?n.shared??s:null})})}var Tr={playing:!1,pixel:null,help:!1,token:null,hover:null};function Q(){return{mode:"overlay",polarity:"positive",palette:"green-red",clip:{window:99,overlay:95,heat:99.5,outline:40,image:99},strength:{window:1,overlay:.8,heat:1,outline:.8,image:1},alpha:1,playing:!1,certain:!1,pin:null,sharedScale:!1,pixel:null,help:!1,words:!0,textPolarity:"both",textPin:null,token:null,hover:null,entry:0,shared:null}}var rt={state:"ready",job:0,fraction:1,message:""};var yi=420;function Dt(t){let e=t.flatMap(({scene:r})=>r??[]),n=e.filter(r=>r.kind==="tokens");return n.length>0&&n.length===e.length?wn(n):null}function Pr(t){let{entries:e,view:n}=t,r=R(()=>Dt(e),[e]),o=r!==null,i=H(null);return I(()=>{o&&i.current&&De(i.current,i.current.children[n.entry])},[o,n.entry]),a("nav",{class:"gallery","aria-label":"Explanations to choose from",children:[t.title&&a("h1",{class:"clip",children:t.title}),a("div",{ref:i,class:o?"index texts":"index","data-testid":"index",onKeyDown:s=>o&&i.current&&Be(i.current,s),children:e.map((s,l)=>a(wi,{entry:s,index:l,current:l===n.entry,stop:!o||l===n.entry,scale:r,palette:n.palette,paper:t.paper,pick:t.pick},String(l)))}),r!==null&&r>0&&a("p",{class:"one-scale muted number","data-testid":"one-scale",children:["All on one scale: full colour is ±",F(r),"."]})]})}function wi(t){let{index:e}=t,{scene:n}=t.entry,r=n?.figure,o=r?r.target.label:"unreadable",i=r?.title||`${r?.kind==="tokens"?"text":"picture"} ${e+1}`,s=r&&we(r)?.leans?", from a baseline that leans":"";return a("button",{type:"button",class:n?.kind==="tokens"?"text-tile":"",..._(`entry-${e}`,`${i}: ${o}`,`${i}: ${o}${s}`),"aria-current":t.current?"true":void 0,tabIndex:t.stop?0:-1,onClick:()=>t.pick(e),children:[n?.kind==="image"&&a(_i,{scene:n,index:e}),n?.kind==="tokens"&&a(ki,{...t,scene:n}),a("span",{class:"clip",children:o}),r&&a("span",{class:"number muted",children:C(r,r.score)})]})}function vi(t){let e=Q();return t.picture(e,t.stage(e.alpha))}function _i(t){let{scene:e,index:n}=t,r=R(()=>vi(e),[e]),{width:o,height:i}=e.figure;return a(oe,{id:`thumb-${n}`,label:"",pixels:r,width:o,height:i})}function ki(t){let{scene:e,index:n,palette:r,paper:o,scale:i}=t,s=R(()=>{let l={...Q(),palette:r},{list:c}=e.units(l.words),u=Wt(e,l,e.steps.stage(1),o,i??e.scale(l)),d=0,p=c.findIndex(h=>(d+=h.before.length+h.text.length,d>yi));return c.slice(0,p<0?c.length:p).map((h,m)=>a(Bt,{unit:h,index:m,tone:u[m]??null},String(h.from)))},[e,r,String(o),i]);return a("span",{class:"page","data-testid":`thumb-${n}`,children:a("span",{class:"sentence",dir:"auto",children:s})})}function Ar(t){let{scene:e,status:n,gallery:r,view:o}=t,i=t.error||(n.state==="failed"?n.message:"");return a("div",{class:"view","data-state":n.state,children:[a(Pi,{status:n}),r&&a(Pr,{...r,view:o,paper:t.paper,pick:t.pick}),i&&a("p",{class:"message",role:"alert","data-testid":"message",children:i}),!i&&n.state==="stopped"&&a("p",{class:"message quiet-message",role:"status","data-testid":"message",children:n.message||"Stopped: this is the best so far."}),a("p",{class:"spoken",role:"status","aria-live":"polite","data-testid":"announce",children:e?Xn(e.figure,n):""}),e?a(Si,{...t,scene:e},r&&o.entry):a(Ti,{...t})]})}function Si({scene:t,...e}){return t.kind==="image"?a(hr,{...e,scene:t}):a(Sr,{...e,scene:t})}function Ti(t){let{host:e,status:n}=t;if(t.error!==""||n.state==="failed")return null;let o=n.state==="computing";return a("div",{class:"waiting","data-testid":"waiting",style:{"--picture":`${Qe(t.width)}px`},children:[a("p",{class:"muted",children:o?"Computing the first picture.":"No picture yet."}),e&&o&&a(Lt,{host:e})]})}function Pi(t){let{state:e,fraction:n}=t.status,r=Number.isFinite(n)?Math.max(0,Math.min(1,n)):0;return a("div",{class:`progress${e==="computing"?" busy":""}`,"data-testid":"progress",role:"progressbar","aria-label":"Computing","aria-valuemin":0,"aria-valuemax":100,"aria-valuenow":Math.round(100*r),"aria-hidden":e!=="computing",children:a("div",{style:{transform:`scaleX(${Math.max(r,.02)})`}})})}var ot=`:host {
  all: initial;
  display: block;
}

/* Two greys and one accent, all made from the host's ink and paper. */
.igviz,
.report {
  --bg: var(--jp-layout-color0, #fff);
  --ink: var(--jp-ui-font-color0, #1c1e21);
  --accent: var(--jp-brand-color1, #1967c8);
  --raised: var(--bg);
  --amber: #8f5600;
  --up: #178236;
  --down: #c6302b;
  --muted: color-mix(in srgb, var(--ink) 68%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 16%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 6%, var(--bg));
  color-scheme: light;
  box-sizing: border-box;
  background: var(--bg);
  color: var(--ink);
  font: 13px / 1.45 var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
  -webkit-font-smoothing: antialiased;
  text-align: left;
}
[data-theme="dark"] {
  --bg: var(--jp-layout-color0, #15171a);
  --ink: var(--jp-ui-font-color0, #eceef0);
  --accent: color-mix(in srgb, var(--jp-brand-color1, #5c9df5) 62%, #fff);
  --raised: color-mix(in srgb, var(--ink) 20%, var(--bg));
  --line: color-mix(in srgb, var(--ink) 22%, var(--bg));
  --soft: color-mix(in srgb, var(--ink) 10%, var(--bg));
  --amber: #f2b04a;
  --up: #46b866;
  --down: #f0716a;
  color-scheme: dark;
}
[data-palette="blue-orange"] {
  --up: #2170d8;
  --down: #b65c00;
}
[data-theme="dark"][data-palette="blue-orange"] {
  --up: #5b9dff;
  --down: #f59a30;
}

.igviz {
  container: igviz / inline-size;
  padding: 12px 16px 10px;
}
*,
*::before,
*::after {
  box-sizing: border-box;
}
p,
h1,
h2,
h3,
figure,
fieldset,
ul,
dl,
dd {
  margin: 0;
  padding: 0;
  border: 0;
}
button,
input,
select {
  font: inherit;
  color: inherit;
  margin: 0;
}
button {
  border: 0;
  background: none;
  padding: 0;
  cursor: pointer;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}
.muted {
  color: var(--muted);
}
.number {
  font-variant-numeric: tabular-nums;
}
.clip {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.term {
  border-bottom: 1px dotted color-mix(in srgb, currentColor 55%, transparent);
  cursor: help;
}
/* Said, not shown */
.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.unused {
  visibility: hidden;
}
.icon {
  width: 14px;
  height: 14px;
  fill: currentColor;
}

/* Frame */
.view {
  display: flow-root;
  position: relative;
  max-width: 1120px;
  margin: 0 auto;
}
.progress {
  position: absolute;
  inset: -12px -16px auto;
  height: 2px;
  overflow: hidden;
  opacity: 0;
}
.progress.busy {
  opacity: 1;
}
.progress > div {
  height: 100%;
  background: var(--accent);
  transform-origin: left;
}
.message {
  margin-bottom: 10px;
  padding-left: 10px;
  border-left: 3px solid var(--amber);
  overflow-wrap: anywhere;
}
.quiet-message {
  border-color: var(--line);
  color: var(--muted);
}

/* Header */
header {
  display: flex;
  align-items: last baseline;
  gap: 6px 20px;
  margin-bottom: 12px;
}
.claim {
  flex: 0 1 auto;
  min-width: 0;
  max-width: 60%;
}
.file {
  font-size: 12px;
  line-height: 1.3;
}
h2 {
  display: flex;
  gap: 9px;
  font-size: 21px;
  font-weight: 600;
  line-height: 26px;
  letter-spacing: -0.01em;
}
h2 .number {
  font-weight: 400;
}
.others {
  display: flex;
  flex: 1 1 0;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 14px;
  min-width: 0;
}
.other {
  display: inline-flex;
  gap: 5px;
  min-width: 0;
  max-width: 190px;
  line-height: 24px;
}
button.other {
  border-radius: 4px;
}
button.other:hover .clip {
  text-decoration: underline;
  text-underline-offset: 3px;
}
.search,
select {
  height: 26px;
  padding: 0 8px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--bg);
}
.search {
  width: 116px;
}
.search::-webkit-calendar-picker-indicator {
  width: 0;
  margin: 0;
  padding: 0;
  opacity: 0;
}
.search::placeholder {
  color: var(--muted);
  opacity: 1;
}
.search:focus-visible,
select:focus-visible {
  outline-offset: 0;
  border-radius: 6px;
}
select {
  max-width: 130px;
  padding: 0 2px 0 5px;
}
.baseline {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  justify-content: flex-end;
  gap: 0 7px;
  max-width: 45%;
  min-height: 26px;
  margin-left: auto;
}
.baseline > :first-child {
  color: var(--muted);
}
/* What has no room in one line has more of them: no class that the model prefers is left out. */
header.lines {
  flex-wrap: wrap;
}
.lines .others {
  flex: 1 0 100%;
  order: 1;
}
.lines .baseline {
  flex: 0 1 auto;
  max-width: 100%;
}
.says {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.says.leans {
  color: var(--amber);
  font-weight: 600;
}

/* Picture and path side by side */
main {
  display: grid;
  grid-template-columns: var(--picture) minmax(0, 1fr);
  gap: 14px 28px;
}
.picture {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.frame {
  position: relative;
  max-width: 100%;
  background: var(--soft);
}
.frame canvas {
  display: block;
  cursor: crosshair;
  touch-action: pan-y;
}
.frame canvas:focus-visible {
  border-radius: 0;
}
.silence {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding: 16px;
  pointer-events: none;
  text-align: center;
  text-wrap: balance;
}
.silence span {
  padding: 6px 10px;
  border-radius: 6px;
  background: var(--bg);
}
canvas.sharp {
  image-rendering: pixelated;
}
.crosshair {
  position: absolute;
  border: 1.5px solid #fff;
  outline: 1.5px solid #000;
  border-radius: 2px;
  pointer-events: none;
}
.readout {
  display: flex;
  gap: 2px 14px;
  height: 20px;
  margin-top: 6px;
  overflow: hidden;
  font-size: 12px;
  line-height: 20px;
  white-space: nowrap;
}

/* Text and path: a short text stands above, a long one beside */
main.text-above {
  grid-template-columns: minmax(0, 1fr);
}
main.text-beside {
  grid-template-columns: minmax(0, 47fr) minmax(0, 53fr);
}
.text {
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.sheet {
  display: flex;
  gap: 6px;
  margin-left: -8px;
}
.strip {
  flex: none;
  width: 8px;
  border-radius: 2px;
  background: var(--soft);
  cursor: pointer;
  touch-action: none;
}
.words {
  flex: 1;
  position: relative;
  min-width: 0;
  max-height: 560px;
  padding: 3px 8px;
  overflow: auto;
  overflow-wrap: anywhere;
  font-size: 16px;
  line-height: 1.8;
  scrollbar-width: thin;
  scrollbar-color: var(--line) transparent;
}
.text-above .words {
  font-size: 20px;
}
.words:focus-visible {
  outline-offset: -2px;
}
.written {
  white-space: pre-wrap;
  unicode-bidi: plaintext;
  text-align: start;
}
.part {
  font-size: 12px;
  line-height: 18px;
}
.segment + .segment {
  margin-top: 8px;
}
/* No margin, border or padding along the line: joined letters stay joined across boxes. */
.unit {
  padding-block: 0.14em;
  border-radius: 0.2em;
  box-decoration-break: clone;
  -webkit-box-decoration-break: clone;
}
.words .unit {
  cursor: pointer;
}
.unit.about {
  text-decoration: underline;
  text-decoration-thickness: 2px;
  text-underline-offset: 0.2em;
}
/* Not part of the text, so that space around it does no harm. */
.unit.special {
  margin-inline: 0.25em;
  padding: 0.08em 0.35em;
  outline: 1px dashed color-mix(in srgb, var(--ink) 45%, var(--bg));
  outline-offset: -1px;
  color: var(--muted);
  font-size: 0.7em;
  vertical-align: 0.1em;
}
.written > .special:first-child {
  margin-inline-start: 0;
}
.unit[data-hovered] {
  box-shadow:
    0 0 0 1px var(--bg),
    0 0 0 2.5px color-mix(in srgb, var(--ink) 55%, var(--bg));
}
.unit[data-chosen] {
  box-shadow:
    0 0 0 1px var(--bg),
    0 0 0 3px var(--ink);
}
.text .readout {
  flex: none;
}
.text .readout .word {
  max-width: 40%;
  font-weight: 600;
}
.word {
  display: inline-flex;
  min-width: 0;
}
/* One of several words that read the same */
.word sup {
  flex: none;
  margin-inline-start: 1px;
  font-size: 10px;
  font-weight: 400;
  line-height: 13px;
}

/* The strongest words */
.bars {
  grid-area: moments;
  display: flex;
  flex-direction: column;
  min-width: 0;
}
.bars .caption {
  margin: 0 0 4px;
}
.bars ul {
  /* As many rows as there may be, so that nothing below moves along α. */
  min-height: calc(24px * var(--rows));
  list-style: none;
}
.bars button {
  display: grid;
  grid-template-columns: minmax(0, 112px) minmax(48px, 1fr) 74px;
  gap: 8px;
  align-items: center;
  width: calc(100% + 12px);
  height: 24px;
  padding: 0 6px;
  margin: 0 -6px;
  border-radius: 0 5px 5px 0;
}
.bars button.hovered {
  background: var(--soft);
}
.bars button[aria-pressed="true"] {
  background: var(--soft);
  box-shadow: inset 2px 0 var(--ink);
}
.bars .word {
  justify-content: flex-end;
}
.bars .special .clip {
  color: var(--muted);
  font-size: 12px;
}
.bars .number:last-child {
  text-align: right;
}
.track {
  position: relative;
  align-self: stretch;
}
.track > span {
  position: absolute;
}
.track .sum {
  inset-block: 6px;
  background: var(--up);
  border-radius: 1px;
}
.down .track .sum {
  background: var(--down);
}
.track .origin {
  inset-block: 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, var(--bg));
}
.track .end {
  inset-block: 4px;
  width: 2px;
  margin-left: -1px;
  background: color-mix(in srgb, var(--ink) 60%, var(--bg));
}
.total {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 14px;
  margin-top: 6px;
  padding-top: 5px;
  border-top: 1px solid var(--line);
  font-size: 12px;
}
@container igviz (width >= 700px) {
  .text-above .path {
    grid-template:
      "none caption caption bars" auto
      "ticks score none2 bars" minmax(120px, 1fr)
      "name share none3 bars" 64px
      "label alpha play bars" auto
      "none4 ends none5 bars" auto / 60px minmax(0, 1fr) 32px minmax(300px, 44%);
  }
  .text-above .bars {
    grid-area: bars;
    margin-left: 22px;
  }
  .text-above .ends {
    margin-bottom: 0;
  }
}

/* Path: names, plot, button share three columns, so that everything lines up along α */
.path {
  display: grid;
  grid-template: auto minmax(110px, 1fr) 54px auto auto auto / 60px minmax(0, 1fr) 32px;
  grid-template-areas:
    "none caption caption"
    "ticks score none2"
    "name share none3"
    "label alpha play"
    "none4 ends none5"
    "moments moments moments";
  min-width: 0;
}
.caption {
  grid-area: caption;
  display: flex;
  justify-content: space-between;
  margin: 0 40px 4px 8px;
}
.plot {
  position: relative;
  grid-column: 2;
  margin: 0 8px;
  touch-action: pan-y;
  cursor: pointer;
}
.score-chart {
  grid-row: 2;
}
.share-chart {
  grid-row: 3;
  margin-top: 10px;
}
.plot svg {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
}
.rule {
  stroke: var(--line);
  stroke-width: 1;
  vector-effect: non-scaling-stroke;
}
polyline.score {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2;
  stroke-linejoin: round;
  stroke-linecap: round;
  vector-effect: non-scaling-stroke;
}
polyline.growth {
  fill: none;
  stroke: var(--up);
  stroke-width: 1.25;
  stroke-dasharray: 4 3;
  vector-effect: non-scaling-stroke;
}
polyline.growth.down {
  stroke: var(--down);
}
/* Half way up: both lines begin at the top or at the bottom */
.grows {
  position: absolute;
  top: 50%;
  left: 4px;
  transform: translateY(-50%);
  display: flex;
  gap: 6px;
  max-width: 60%;
  padding: 0 4px;
  background: color-mix(in srgb, var(--bg) 82%, transparent);
  color: var(--up);
  font-size: 12px;
  line-height: 18px;
  white-space: nowrap;
}
.grows.down {
  color: var(--down);
}
.score.ahead {
  stroke: color-mix(in srgb, var(--accent) 38%, var(--bg));
}
.dot {
  position: absolute;
  width: 9px;
  height: 9px;
  margin: 0 0 -4.5px -4.5px;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
  pointer-events: none;
}
.now {
  position: absolute;
  inset: 0 auto 0 0;
  width: 1px;
  background: color-mix(in srgb, var(--ink) 35%, transparent);
  pointer-events: none;
}
.saturated {
  container: saturated / inline-size;
  position: absolute;
  inset: 0 0 0 auto;
  display: flex;
  align-items: flex-end;
  justify-content: flex-end;
}
.saturated.hatched {
  background: repeating-linear-gradient(
    -45deg,
    color-mix(in srgb, var(--ink) 9%, transparent) 0 1px,
    transparent 1px 6px
  );
}
.saturated.top {
  align-items: flex-start;
}
.saturated .remark {
  margin: 7px;
  padding: 0 4px;
  background: var(--bg);
  color: var(--muted);
  font-size: 12px;
  white-space: nowrap;
}
@container saturated (width < 240px) {
  .saturated .why {
    display: none;
  }
}
@container saturated (width < 80px) {
  .saturated .remark {
    display: none;
  }
}
.ticks {
  position: relative;
  grid-area: 2 / 1;
  font-size: 12px;
}
.ticks.share {
  grid-row: 3;
  margin-top: 10px;
}
.ticks > span {
  position: absolute;
  right: 6px;
  transform: translateY(50%);
  line-height: 16px;
  white-space: nowrap;
}
.ticks > .name {
  bottom: 50%;
}
.bar {
  position: absolute;
  min-height: 1px;
  background: var(--up);
  background-clip: content-box;
  padding-right: 1.5px;
}
.bar.down {
  background-color: var(--down);
}
.bar.ahead {
  opacity: 0.32;
}
.zero {
  position: absolute;
  inset: auto 0 0;
  height: 1px;
  background: var(--line);
  pointer-events: none;
}
.ticks.alpha-label {
  grid-area: label;
  color: var(--ink);
  font-size: 13px;
}
.path input.alpha {
  grid-area: alpha;
  height: 32px;
}
.path > .round {
  grid-area: play;
}
.ends {
  grid-area: ends;
  display: flex;
  justify-content: space-between;
  gap: 8px;
  margin: -7px 8px 10px;
  font-size: 12px;
}
.moments {
  grid-area: moments;
  display: grid;
  grid-template-columns: repeat(3, minmax(0, clamp(130px, 200px * var(--aspect), 200px)));
  gap: 12px;
}
.moments canvas {
  display: block;
  width: 100%;
  max-height: 200px;
  object-fit: contain;
  object-position: left top;
}
.moments figcaption {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 8px;
  margin-top: 4px;
  font-size: 12px;
  line-height: 18px;
}

/* Controls */
.controls {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 14px;
  margin-top: 12px;
}
.shades {
  display: flex;
  flex: 1 1 500px;
  align-items: center;
  justify-content: flex-end;
  gap: 8px 18px;
}
.colours {
  display: flex;
  align-items: center;
  gap: 14px;
  margin-left: auto;
}
.segments {
  display: flex;
  padding: 2px;
  border-radius: 7px;
  background: var(--soft);
}
.segments button {
  min-width: 30px;
  height: 26px;
  padding: 0 9px;
  border-radius: 5px;
  color: var(--muted);
  white-space: nowrap;
}
.segments button:hover {
  color: var(--ink);
}
.segments button[aria-pressed="true"] {
  background: var(--raised);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line);
}
.slider {
  display: flex;
  flex: 1 1 auto;
  align-items: center;
  gap: 8px;
  max-width: 220px;
}
.slider input {
  flex: 1 1 60px;
  width: 60px;
  min-width: 50px;
}
.slider output {
  min-width: 30px;
}
input[type="range"] {
  appearance: none;
  width: 100%;
  height: 24px;
  background: none;
  cursor: pointer;
}
input[type="range"]::-webkit-slider-runnable-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-webkit-slider-thumb {
  appearance: none;
  width: 16px;
  height: 16px;
  margin-top: -6.5px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 2px var(--bg);
}
input[type="range"]:focus-visible {
  outline: none;
}
input[type="range"]:focus-visible::-webkit-slider-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]:focus-visible::-moz-range-thumb {
  box-shadow:
    0 0 0 2px var(--bg),
    0 0 0 4px var(--accent);
}
input[type="range"]::-moz-range-track {
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) var(--fill), var(--line) var(--fill));
}
input[type="range"]::-moz-range-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
}
.palette {
  display: flex;
  gap: 2px;
  padding: 4px;
  border-radius: 6px;
}
.palette:hover,
.round:hover {
  background: var(--soft);
}
.toggle {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 26px;
  color: var(--muted);
  white-space: nowrap;
}
.toggle:hover,
.toggle[aria-pressed="true"] {
  color: var(--ink);
}
.box {
  display: grid;
  place-items: center;
  width: 14px;
  height: 14px;
  border: 1px solid color-mix(in srgb, var(--ink) 55%, var(--bg));
  border-radius: 3px;
}
[aria-pressed="true"] > .box {
  border-color: var(--accent);
  background: var(--accent);
  color: var(--bg);
}
.box .icon {
  width: 12px;
  height: 12px;
}
.swatch {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 17px;
  height: 17px;
  border-radius: 4px;
  background: var(--up);
  color: #fff;
  font-size: 14px;
  font-weight: 600;
  line-height: 1;
}
.swatch.down {
  background: var(--down);
}
[data-theme="dark"] .swatch {
  color: #000;
}
[data-theme] .swatch.both {
  background: #e6e600;
  box-shadow: inset 0 0 0 1px var(--line);
  color: #000;
}
[data-palette="blue-orange"] .swatch.both {
  background: #fff;
}
.round {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
}
.quiet {
  border-bottom: 1px solid var(--line);
  color: var(--muted);
}
.quiet:hover {
  color: var(--ink);
}

/* Footer */
footer {
  margin-top: 8px;
}
.line {
  display: flex;
  gap: 22px;
}
.said {
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 22px;
  min-width: 0;
  min-height: 32px;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 6px;
}
.scale {
  display: flex;
  align-items: center;
  gap: 14px;
}
.colour-bar {
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  width: 172px;
  font-size: 12px;
  line-height: 15px;
}
.colour-bar > :last-child {
  text-align: right;
}
.ramp {
  grid-column: 1 / -1;
  height: 9px;
  margin: 1px;
  border-radius: 2px;
  box-shadow: 0 0 0 1px var(--line);
}
.badge {
  display: flex;
  flex-wrap: wrap;
  gap: 0 7px;
  margin-left: auto;
}
.badge > span + span::before {
  content: "·";
  margin-right: 7px;
  color: var(--muted);
}
.badge.open {
  flex: 1 0 100%;
  margin-left: 0;
}
.badge.open .error {
  color: var(--amber);
  font-weight: 600;
}
.tools {
  display: flex;
  margin-right: -8px;
}
.notes {
  margin-top: 4px;
  font-size: 12px;
  list-style: none;
}
.notes li {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.provenance {
  margin-top: 4px;
  font-size: 12px;
}
summary {
  width: fit-content;
  cursor: pointer;
}
dl {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
  gap: 2px 20px;
  margin-top: 4px;
}
dl > div {
  display: flex;
  gap: 8px;
  min-width: 0;
}
dt {
  flex: none;
}
dt::after {
  content: ":";
}
dd {
  min-width: 0;
  max-height: 80px;
  overflow: auto;
  color: var(--ink);
  overflow-wrap: anywhere;
}
.help {
  display: grid;
  gap: 8px;
  margin: 8px 0;
  padding: 14px 18px 12px;
  border-radius: 8px;
  background: var(--soft);
}
.answer {
  columns: 2 40ch;
  column-gap: 36px;
}
.answer p {
  margin-bottom: 8px;
  break-inside: avoid;
}
.help h3 {
  font-size: 15px;
}
.help .clip {
  display: inline-block;
  max-width: 100%;
  vertical-align: bottom;
}
.help button {
  justify-self: end;
}

/* Before the first picture */
.waiting {
  display: grid;
  place-content: center;
  place-items: center;
  gap: 8px;
  /* Between the heights of a picture and of a short text: which it will be is not known yet. */
  height: min(var(--picture), 360px);
  margin: 46px 0 134px;
  background: var(--soft);
}

/* Report */
.report {
  min-height: 100vh;
  padding: 20px 12px;
}
h1 {
  font-size: 15px;
  font-weight: 600;
}
.index {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
  gap: 8px;
  margin: 10px -6px 8px;
}
.index button {
  display: grid;
  justify-items: start;
  min-width: 0;
  padding: 6px;
  border-radius: 8px;
  font-size: 12px;
  line-height: 17px;
  text-align: left;
}
.index button:hover {
  background: var(--soft);
}
.index button[aria-current] {
  background: var(--soft);
  box-shadow: inset 0 -2px var(--accent);
}
.index canvas {
  width: 100%;
  aspect-ratio: 1;
  object-fit: cover;
  margin-bottom: 4px;
}
.index .clip {
  max-width: 100%;
}
.gallery {
  margin-bottom: 24px;
}
.sentence {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  text-align: start;
}
/* Among thumbnails a text is a small page */
.index:not(.texts) .page {
  display: block;
  width: 100%;
  aspect-ratio: 1;
  margin-bottom: 4px;
  padding: 5px 7px;
  box-shadow: inset 0 0 0 1px var(--line);
}
.index:not(.texts) .sentence {
  -webkit-line-clamp: 5;
  font-size: 11px;
  line-height: 1.5;
}
.index.texts {
  /* A long list scrolls by itself, so that the explorer below it stays in sight. */
  max-height: max(40vh, 330px);
  overflow: hidden auto;
  scrollbar-width: thin;
  scrollbar-color: var(--line) transparent;
  grid-template-columns: fit-content(150px) auto minmax(0, 1fr);
  gap: 0 14px;
  margin-bottom: 6px;
}
.index.texts button {
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;
  grid-template-areas: "label score sentence";
  align-items: baseline;
  padding: 7px 6px 7px 8px;
  border-radius: 0 6px 6px 0;
  font-size: 13px;
  line-height: 25px;
}
.index.texts button:focus-visible {
  outline-offset: -2px;
}
.index.texts button[aria-current] {
  box-shadow: inset 2px 0 var(--accent);
}
/* Names of tokens do not get smaller still */
.index .unit.special {
  padding-inline: 0.25em;
  font-size: 12px;
}
.index:not(.texts) .unit.special {
  font-size: inherit;
}
.index.texts .page {
  grid-area: sentence;
  min-width: 0;
  width: 100%;
}
.index.texts .sentence {
  font-size: 15px;
}
.index.texts .clip {
  grid-area: label;
  font-weight: 600;
}
.index.texts .number {
  grid-area: score;
}
.one-scale {
  padding: 0 2px;
  font-size: 12px;
}
.generator {
  max-width: 1120px;
  margin: 16px auto 0;
  padding: 0 16px;
  box-sizing: content-box;
  font-size: 12px;
}

/* Narrow: one column, picture first (the same width as NARROW in layout.ts, less the padding) */
@container igviz (width < 1010px) {
  .shades {
    justify-content: flex-start;
  }
}
@container igviz (width < 700px) {
  header {
    flex-wrap: wrap;
  }
  .claim {
    flex-grow: 1;
  }
  .others {
    flex: 1 0 100%;
    order: 1;
  }
  main {
    grid-template-columns: minmax(0, 1fr);
  }
  .frame {
    margin: 0 auto;
  }
  .readout {
    justify-content: center;
  }
  .path {
    grid-template-rows: auto 130px 54px auto auto auto;
  }
  .bars {
    grid-area: moments;
    margin-left: 0;
  }
  .colours {
    margin-left: 0;
  }
  main.text-above,
  main.text-beside {
    grid-template-columns: minmax(0, 1fr);
  }
  .words,
  .text-above .words {
    max-height: 380px;
    font-size: 17px;
  }
  .text .readout {
    justify-content: flex-start;
  }
  .index.texts button {
    grid-template-columns: fit-content(70%) 1fr;
    grid-template-areas:
      "label score"
      "sentence sentence";
    gap: 0 8px;
  }
  .baseline {
    flex: 0 1 auto;
    justify-content: flex-start;
    max-width: 100%;
    margin-left: 0;
  }
  .caption {
    grid-column: 1 / -1;
    margin: 0 0 4px;
  }
  .badge {
    margin-left: 0;
  }
  .badge.open .error {
    flex: 1 0 100%;
  }
  .badge.open .error + span::before {
    content: none;
  }
}
@container igviz (width < 460px) {
  .claim {
    max-width: 100%;
  }
  .segments button {
    min-width: 28px;
    padding: 0 8px;
  }
  .shades {
    display: contents;
  }
  .slider {
    flex-basis: 100%;
    order: 1;
    max-width: none;
  }
  .slider .muted {
    width: 56px;
  }
  .readout {
    gap: 2px 10px;
    font-size: 11px;
  }
  .text .readout {
    flex-wrap: wrap;
    height: auto;
    min-height: 42px;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .progress > div {
    transition: transform 0.2s linear;
  }
  /* Arriving at α = 1, where the bars get an axis of their own */
  .final .track > span {
    transition:
      left 0.15s,
      width 0.15s;
  }
}
`;function pe(t=document){let{body:e,documentElement:n}=t,r=e.getAttribute("data-jp-theme-light");if(r!==null)return r==="false"?"dark":"light";let o=e.getAttribute("data-vscode-theme-kind");if(o!==null)return/light/.test(o)?"light":"dark";for(let i of[n,e]){let s=i.getAttribute("theme")??i.getAttribute("data-theme");if(s==="dark"||i.classList.contains("dark"))return"dark";if(s==="light"||i.classList.contains("light"))return"light"}return t.defaultView?.matchMedia?.("(prefers-color-scheme: dark)").matches?"dark":"light"}function it(t,e=document){let n=new MutationObserver(t),r=!0,o=["data-jp-theme-light","data-vscode-theme-kind","data-theme","theme","class"];for(let s of[e.body,e.documentElement])n.observe(s,{attributes:r,attributeFilter:o});let i=e.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");return i?.addEventListener("change",t),()=>{n.disconnect(),i?.removeEventListener("change",t)}}function Mr(){return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches??!1}var Mi={light:[255,255,255],dark:[21,23,26]};function $r(t){let e=t.shadowRoot??t.attachShadow({mode:"open"});t.dataset.lmSuppressShortcuts="true";let n=document.createElement("div");return n.className="igviz",n.dataset.testid="igviz",e.replaceChildren(n),jt(e,ot),{root:n,shadow:e}}function jt(t,e){try{let n=new CSSStyleSheet;n.replaceSync(e),t.adoptedStyleSheets=[n]}catch{let n=document.createElement("style");n.textContent=e,t.append(n)}}function Er(t){let e=getComputedStyle(t).backgroundColor,n=e.match(/-?[\d.]+/g)?.map(Number)??[],r=e.startsWith("color(")?255:1,[o,i,s,l=1]=n;return!/^(rgba?|color)\(/.test(e)||s===void 0||l===0?Mi[pe()]:[o*r,i*r,s*r]}function Fr(t){let e=getComputedStyle(t),n=Number.parseFloat(e.paddingLeft)+Number.parseFloat(e.paddingRight);return Math.max(0,t.clientWidth-(n||0))||900}function Rr(t){typeof requestAnimationFrame=="function"?requestAnimationFrame(t):setTimeout(t,0)}var $i=5e3,Ei=.1,Fi=700,st=class{#e;#t;#n;constructor(e,n){this.#e=e,this.#t=n}sync(){this.#e.playing?this.#n===void 0&&this.#r():this.stop()}stop(){clearInterval(this.#n),this.#n=void 0}#r(){let e=Mr(),n=performance.now(),r=this.#e.alpha;this.#n=setInterval(()=>{let o=performance.now();r+=e?Ei:Math.min(o-n,100)/$i,n=o;let i=Math.min(1,Math.round(100*r)/100);this.#t({alpha:i,playing:i<1})},e?Fi:33)}};var V=class extends Error{name="FigureError"},Ri={u8:1,i8:1,f32:4};function ve(t,...e){let n=e.map(r=>Array.isArray(r)?r.length:-1);if(n[0]<0||n.some(r=>r!==n[0]))throw new V(`The figure's ${t} holds lists of different lengths (${n}).`)}async function B(t,e,n,r){if(e?.dtype!==n||String(e.shape)!==String(r)){let s=e?`${e.dtype} [${e.shape}]`:"nothing";throw new V(`The figure's ${t} should be ${n} [${r}], not ${s}.`)}let o=typeof e.data=="string"?await Ni(e.data):Ci(e.data),i=r.reduce((s,l)=>s*l,Ri[n]);if(o.length!==i)throw new V(`The figure's ${t} holds ${o.length} bytes, not ${i}.`);return o}function Ci(t){return ArrayBuffer.isView(t)?new Uint8Array(t.buffer,t.byteOffset,t.byteLength):new Uint8Array(t)}async function Ni(t){let e=atob(t),n=new Uint8Array(e.length);for(let o=0;o<e.length;o++)n[o]=e.charCodeAt(o);let r=new Blob([n]).stream().pipeThrough(new DecompressionStream("deflate"));return new Uint8Array(await new Response(r).arrayBuffer())}function de(t){let e=new Float32Array(t.slice().buffer);for(let n=0;n<e.length;n++)Number.isFinite(e[n])||(e[n]=0);return e}function at(t){return!t||typeof t=="object"&&Object.keys(t).length===0}function Cr(t){let e=t;if(e?.kind!=="many")return null;if(e.version!==1)throw Ir("figures",e);if(!Array.isArray(e.figures)||e.figures.length===0)throw new V("The gallery holds no figures.");return e}async function Nr(t){let e=t;if(e?.version===1&&e.kind==="image")return Ii(e);if(e?.version===1&&e.kind==="tokens")return Hi(e);throw Ir("images and texts",e)}function Ir(t,e){let n=`kind "${String(e?.kind)}", version ${String(e?.version)}`;return new V(`This view draws ${t} of version 1, not ${n}: update igviz.`)}async function Ii(t){let[e,n]=t.image?.shape??[];if(!(e>=1&&n>=1))throw new V("The figure holds no image.");Hr(t.baseline_prediction);let{path:r,steps:o}=t;ve("path",r.alphas,r.weights,r.scores,r.contributions),ve("steps",o.alphas,o.weights,o.signed_scale,o.cancelled_scale);let i=[e,n],s=[e,n,3],l=[o.alphas.length,e,n],[c,u,d,p,h,m,g]=await Promise.all([B("image",t.image,"u8",s),B("baseline",t.baseline,"u8",s),B("positive",t.positive,"f32",i),B("negative",t.negative,"f32",i),t.error?B("error",t.error,"f32",i):null,B("steps.signed",o.signed,"i8",l),B("steps.cancelled",o.cancelled,"u8",l)]),f=new Int8Array(m.buffer,m.byteOffset,m.length);return{...t,width:n,height:e,image:c,baseline:u,positive:de(d),negative:de(p),error:h&&de(h),steps:{alphas:o.alphas,weights:o.weights,signed:f,signedScale:o.signed_scale,...Ui(f,o.signed_scale,g,o.cancelled_scale)}}}async function Hi(t){let{tokens:e,after:n,about:r,path:o,steps:i}=t;if(!Array.isArray(e)||e.length===0)throw new V("The figure holds no tokens.");let s=e.findIndex(h=>!Li(h));if(s>=0||typeof n!="string"){let h=s>=0?`token ${s}`:"text after the last token";throw new V(`The figure's ${h} is not as it should be: update igviz.`)}let l=h=>Number.isInteger(h)&&e[h]!==void 0;if(!Array.isArray(r)||!r.every(l))throw new V(`The figure's about names tokens that are not there (${r}).`);Hr(t.baseline_prediction),ve("path",o.alphas,o.weights,o.scores,o.contributions),ve("steps",i.alphas,i.weights,i.signed_scale);let c=[e.length],[u,d,p]=await Promise.all([B("values",t.values,"f32",c),t.error?B("error",t.error,"f32",c):null,B("steps.signed",i.signed,"i8",[i.alphas.length,e.length])]);return{...t,values:de(u),error:d&&de(d),steps:{alphas:i.alphas,weights:i.weights,signed:new Int8Array(p.buffer,p.byteOffset,p.length),signedScale:i.signed_scale}}}function Hr(t){if(t==null)return;let{label:e,score:n,entropy:r}=t,o=r===null||Number.isFinite(r);if(!(typeof e=="string"&&Number.isFinite(n)&&o))throw new V("The figure's baseline_prediction is not as it should be: update igviz.")}function Li(t){return typeof t?.before=="string"&&typeof t.text=="string"&&typeof t.special=="boolean"&&Number.isInteger(t.word)&&Number.isInteger(t.segment)}function Ui(t,e,n,r){let o=e.length?t.length/e.length:0,i=new Uint8Array(t.length),s=new Float32Array(o),l=e.map((c,u)=>{let d=0;for(let h=0;h<o;h++){let m=u*o+h;s[h]=Math.abs(t[m])*c+n[m]*r[u],s[h]>d&&(d=s[h])}let p=d/255;if(p>0)for(let h=0;h<o;h++)i[u*o+h]=Math.round(s[h]/p);return p});return{absolute:i,absoluteScale:l}}var Kt="igviz:alpha";function he(t,e,n=null,r=Q()){let{root:o,shadow:i}=$r(t),s={scene:null,error:""},l=null,c=rt,u=!0,d=!1,p=0,h=r.alpha,m=S=>{Object.assign(r,S),f()},g=new st(r,m);o.addEventListener("keydown",S=>{S.key!=="Escape"||!r.help||(S.stopPropagation(),m({help:!1}))});function f(){d||!u||(d=!0,Rr(()=>{d=!1,u&&y()}))}function y(){let S=performance.now();o.dataset.theme=pe(),o.dataset.palette=r.palette;let T={...s,view:r,status:c,gallery:l,set:m,pick:b,host:l?null:n,width:Fr(o),ratio:window.devicePixelRatio||1,paper:Er(o)},w=i.activeElement;bt(a(Ar,{...T}),o),w&&!w.isConnected&&!i.activeElement&&o.querySelector('[data-testid="target"]')?.focus(),g.sync(),r.alpha!==h&&Oi(S),h=r.alpha}function b(S){l&&(s=l.entries[S],m({...Tr,entry:S}))}async function x(S){let T=++p;if(at(S))return;let w=await Vi(S);T===p&&("entries"in w?(l=w,r.entry=Math.min(r.entry,w.entries.length-1),s=w.entries[r.entry],Ur(r,Dt(w.entries))):(l=null,Ur(r,null),s={scene:w.scene??s.scene,error:w.error}),f())}let P=it(f),k=new ResizeObserver(f);return k.observe(t),y(),x(e),{update:x,status(S){c=S,f()},host(S){n=S,f()},destroy(){u=!1,g.stop(),P(),k.disconnect(),bt(null,o),i.replaceChildren(),delete t.dataset.lmSuppressShortcuts}}}async function Vi(t){try{let e=Cr(t);return e?{title:e.title??"",entries:await Promise.all(e.figures.map(Lr))}:await Lr(t)}catch(e){return{scene:null,error:Vr(e)}}}async function Lr(t){try{let e=await Nr(t);return{scene:e.kind==="image"?new Ie(e):new Ue(e),error:""}}catch(e){return{scene:null,error:Vr(e)}}}var Vr=t=>t instanceof Error?t.message:String(t);function Ur(t,e){t.shared!==e&&(t.textPin===t.shared&&(t.textPin=e),t.shared=e)}function Oi(t){performance.getEntriesByName?.(Kt).length>=200&&performance.clearMeasures(Kt),performance.measure?.(Kt,{start:t,end:performance.now()})}var lt=class{#e;#t;#n;#r=null;#o=!1;constructor(e,n={}){this.#e=e,this.#t=n,this.#n=n}get waiting(){return this.#r!==null}get asked(){return this.#r?this.#r:this.#t===this.#n?null:this.#t}request(e){let n={...this.#t,...this.#r};(e.target!==void 0||e.baseline!==void 0)&&delete n.tol,this.#r={...n,...e},this.#i()}answered(){this.#n=this.#t}status({state:e}){this.#o=e==="computing",(e==="failed"||e==="stopped")&&(this.#t=this.#n),this.#i()}#i(){this.#o||this.#r===null||(this.#t=this.#r,this.#r=null,this.#e(this.#t))}};var Or=new WeakMap;function zi(t){let e=t.get("layout"),n=typeof e=="object"&&e!==null?e:t,r=Or.get(n);return r||(r=Q(),Or.set(n,r)),r}function zr(t,e){let n=t.get("choices");return at(n)?null:{choices:{labels:n?.labels??[],baselines:n?.baselines??[],tols:n?.tols??[]},get asked(){return e.asked},select:r=>e.request(r),stop(){t.set("stop",_e(t).job),t.save_changes()}}}function _e(t){return{...rt,...t.get("status")}}function Wr(t){let{again:e=0,...n}=t.get("selection")??{};return[n,e]}function Wi(t,e){return t.target===e.target&&t.baseline===e.baseline&&t.tol===e.tol}function Br({model:t}){let e=String(t.get("twin")??"");if(!/^[\w-]+$/.test(e))return()=>{};let n=document.createElement("style");return n.textContent=`.${e}, .jp-OutputArea-child:has(.${e}) { display: none; }`,document.head.append(n),()=>n.remove()}function Dr({model:t,el:e}){let n=new lt(l=>{let[c,u]=Wr(t);t.set("selection",Wi(l,c)?{...l,again:u+1}:l),t.save_changes()},Wr(t)[0]);n.status(_e(t));let r=he(e,t.get("figure"),zr(t,n),zi(t));r.status(_e(t));let o=()=>{n.answered(),r.update(t.get("figure"))},i=()=>r.host(zr(t,n)),s=()=>{n.status(_e(t)),r.status(_e(t))};return t.on("change:figure",o),t.on("change:choices",i),t.on("change:status",s),()=>{t.off("change:figure",o),t.off("change:choices",i),t.off("change:status",s),r.destroy()}}function jr(t,e){let{figures:n,title:r,generator:o}=e,i=document.createElement("div"),s=i.attachShadow({mode:"open"}),l=document.createElement("div");l.className="report";let c=document.createElement("div"),u=document.createElement("p");u.className="generator muted",u.textContent=o,l.append(c,u),s.append(l),jt(s,ot),t.append(i),Bi(l,t),he(c,n.length===1?n[0]:{kind:"many",version:1,figures:n,title:r})}function Bi(t,e){let n=()=>{t.dataset.theme=pe();let{style:r}=e.ownerDocument.body;r.margin="0",r.background=getComputedStyle(t).getPropertyValue("--bg")};n(),it(n)}var Di={initialize:Br,render:Dr};return Zr(ji);})();
export default igviz.widget;
